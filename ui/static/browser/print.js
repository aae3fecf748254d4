// What a style sheet cannot do before a page is printed; undone afterwards.
(() => {
  "use strict";
  const undo = [];

  const isDark = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null && getComputedStyle(app).colorScheme === "dark";
  };

  // Plotly draws for the window's width: its drawings are made to shrink with the paper.
  const letShrink = (drawing) => {
    const [width, height] = ["width", "height"].map((name) => drawing.getAttribute(name));
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    Object.assign(drawing.style, { width: "100%", maxWidth: `${width}px`, height: "auto" });
    const box = drawing.parentElement;
    box.style.setProperty("--shape", `${width} / ${height}`);
    box.style.maxWidth = `${width}px`;
    undo.push(() => {
      drawing.removeAttribute("viewBox");
      Object.assign(drawing.style, { width: "", maxWidth: "", height: "" });
      box.style.removeProperty("--shape");
      box.style.maxWidth = "";
    });
  };

  const unfold = (details) => {
    details.open = true;
    undo.push(() => { details.open = false; });
  };

  const addFoot = () => {
    const day = new Date().toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
    const text = `${document.title} · in ngày ${day}`.replace(/["\\\n\r<]/g, "");
    const style = document.createElement("style");
    style.textContent = `@page { @bottom-left { content: "${text}"; font: 8pt sans-serif; color: #4a5a63; } }`;
    document.head.append(style);
    undo.push(() => style.remove());
  };

  addEventListener("beforeprint", () => {
    document.documentElement.classList.toggle("drawn-dark", isDark());
    undo.push(() => document.documentElement.classList.remove("drawn-dark"));
    document.querySelectorAll(".js-plotly-plot .main-svg").forEach(letShrink);
    document.querySelectorAll("details.folded:not([open])").forEach(unfold);
    addFoot();
  });
  addEventListener("afterprint", () => { undo.splice(0).reverse().forEach((step) => step()); });
})();
