// The two fields of a chart's brush have a role and no words: who sees no chart hears the chart's
// own words, and the window in the controls beside it.
if (!window.ihpBrush) {
  window.ihpBrush = true;
  const hide = () => document.querySelectorAll("g.window_brush_bg, g.window_brush")
    .forEach((field) => field.setAttribute("aria-hidden", "true"));
  new MutationObserver(hide).observe(document.body, { subtree: true, childList: true });
  hide();
}
