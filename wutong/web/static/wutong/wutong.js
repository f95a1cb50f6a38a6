// Small manners of every page. All main paths work without this file.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch]");
  if (button) {
    const theme = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = theme;
    localStorage.setItem("wutong-theme", theme);
    document.dispatchEvent(new CustomEvent("wutong:theme"));
  }
  // A menu closes when one clicks elsewhere.
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
});
// Forms marked data-confirm ask once before they are sent.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
});
// A refusal answered to htmx is shown, not swallowed.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 409 || event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    if (event.detail.xhr.status === 409) event.detail.target = document.getElementById("messages");
  }
});
