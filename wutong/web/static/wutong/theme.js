// Sets the theme before the first paint, so that dark never flashes light.
(() => {
  const stored = localStorage.getItem("wutong-theme");
  const dark = stored ? stored === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
})();
