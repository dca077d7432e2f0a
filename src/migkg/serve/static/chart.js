// A bar chart of an answer with one column of names or dates and one of numbers: a plugin of Yasr.
"use strict";

class migkgChart {
  priority = 5;
  label = "Chart";
  static most = 60; // bars

  constructor(yasr) { this.yasr = yasr; }

  getIcon() {
    const icon = document.createElement("span");
    icon.textContent = "▥";
    icon.setAttribute("aria-hidden", "true");
    return icon;
  }

  // The columns: the first whose values are numbers that differ, and the first of another kind.
  columns() {
    const rows = this.yasr.results?.getBindings() ?? [];
    const names = this.yasr.results?.getVariables() ?? [];
    const numeric = (name) => rows.every((row) => !row[name] || /(integer|decimal|double|float)$/
      .test(row[name].datatype ?? "")) && rows.some((row) => row[name]);
    const figure = names.findLast(numeric);
    const name = names.find((each) => each !== figure && !numeric(each))
      ?? names.find((each) => each !== figure);
    return { rows, figure, name };
  }

  canHandleResults() {
    const { rows, figure, name } = this.columns();
    return rows.length > 1 && figure !== undefined && name !== undefined;
  }

  draw() {
    const { rows, figure, name } = this.columns();
    const shown = rows.filter((row) => row[figure] && row[name]).slice(0, migkgChart.most);
    const values = shown.map((row) => Number(row[figure].value));
    const most = Math.max(...values, 0);
    const least = Math.min(...values, 0);
    const across = (value) => 260 + (420 * (value - least)) / (most - least || 1);
    const space = "http://www.w3.org/2000/svg";
    const make = (kind, given, text) => {
      const made = document.createElementNS(space, kind);
      for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
      if (text !== undefined) made.textContent = text;
      return made;
    };
    const height = shown.length * 24 + 8;
    const picture = make("svg", {
      viewBox: `0 0 800 ${height}`, class: "bars", role: "img",
      "aria-label": `${figure} by ${name}; the figures stand in the table`,
    });
    shown.forEach((row, place) => {
      const label = row[name].value.replace(/^https?:.*[/#]/, "");
      const from = Math.min(across(0), across(values[place]));
      const wide = Math.max(1, Math.abs(across(values[place]) - across(0)));
      const y = place * 24 + 4;
      picture.append(
        make("text", { x: 252, y: y + 14, "text-anchor": "end" },
          label.length > 38 ? `${label.slice(0, 37)}…` : label),
        make("rect", { x: from, y, width: wide, height: 18 }),
        make("text", { x: from + wide + 6, y: y + 14 }, values[place].toLocaleString("en")),
      );
    });
    const note = document.createElement("p");
    note.className = "more";
    note.textContent = shown.length < rows.length
      ? `${figure} by ${name}: the first ${shown.length} of ${rows.length} rows`
      : `${figure} by ${name}`;
    this.yasr.resultsEl.replaceChildren(note, picture);
  }

  destroy() { this.yasr.resultsEl.replaceChildren(); }
}
