// Draws the figures of a call. The same numbers stand in a table under each chart; a bar opens the needs behind it.
(() => {
  const data = JSON.parse(document.getElementById("figures-data").textContent);
  const style = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
  const narrow = (place) => place.clientWidth < 480;
  const colours = () => {
    const dark = document.documentElement.dataset.bsTheme === "dark";
    return {
      text: getComputedStyle(document.body).color, bar: style("--tblr-primary"), line: dark ? "#3a4652" : "#e3e8ec",
      shades: dark ? ["#16404a", "#2a93a3", "#d3f1f4"] : ["#d8edf0", "#5aaebb", "#0b3945"],
    };
  };

  function bars(figure, place, colour) {
    place.style.height = `${figure.labels.length * 26 + 24}px`;
    return {
      animationDuration: 300,
      grid: { left: 4, right: 44, top: 4, bottom: 4, containLabel: true },
      tooltip: { trigger: "item", confine: true },
      xAxis: { type: "value", show: false },
      yAxis: {
        type: "category", inverse: true, data: figure.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colour.line } },
        axisLabel: { color: colour.text, interval: 0, width: place.clientWidth * 0.42, overflow: "truncate" },
      },
      series: [{
        type: "bar", data: figure.values, barMaxWidth: 16, cursor: figure.links.some(Boolean) ? "pointer" : "default",
        itemStyle: { color: colour.bar, borderRadius: [0, 3, 3, 0] }, label: { show: true, position: "right", color: colour.text },
      }],
    };
  }

  function matrix(figure, place, colour) {
    const side = Math.max(360, figure.names.length * 22 + 150);
    place.style.height = `${side}px`;
    const axis = {
      type: "category", data: figure.names, axisTick: { show: false }, axisLine: { lineStyle: { color: colour.line } },
      splitLine: { show: true, lineStyle: { color: colour.line } },
    };
    const label = { color: colour.text, interval: 0, fontSize: 11, width: narrow(place) ? 64 : 170, overflow: "truncate" };
    return {
      animation: false,
      grid: { left: 4, right: 12, top: 8, bottom: 4, containLabel: true },
      tooltip: { confine: true, formatter: ({ value }) => [figure.names[value[0]], figure.names[value[1]], value[2]].map((line) => echarts.format.encodeHTML(String(line))).join("<br>") },
      xAxis: { ...axis, axisLabel: { ...label, rotate: 55 } },
      yAxis: { ...axis, inverse: true, axisLabel: label },
      visualMap: { show: false, min: 0, max: figure.most, inRange: { color: colour.shades } },
      series: [{ type: "heatmap", data: figure.cells, label: { show: !narrow(place), fontSize: 10 }, itemStyle: { borderRadius: 2, borderWidth: 1, borderColor: colour.line } }],
    };
  }

  const draw = { bars, matrix };
  const drawn = [];
  for (const place of document.querySelectorAll("[data-chart]")) {
    const figure = data[place.dataset.chart];
    const option = () => draw[figure.kind](figure, place, colours());
    const first = option(); // sets the height before the chart measures its place
    const chart = echarts.init(place);
    chart.setOption(first);
    chart.on("click", (event) => { const link = figure.links?.[event.dataIndex]; if (link) location.href = link; });
    const redraw = () => { const next = option(); chart.resize(); chart.setOption(next); };
    drawn.push(redraw);
    let width = place.clientWidth;
    new ResizeObserver(() => { if (place.clientWidth !== width) { width = place.clientWidth; redraw(); } }).observe(place);
  }
  document.addEventListener("wutong:theme", () => drawn.forEach((redraw) => redraw()));
})();
