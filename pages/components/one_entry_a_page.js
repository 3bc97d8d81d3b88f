// A change of page puts an address without the site into the history, and the app then one with it:
// two entries for one step, the first of which Back could never leave. The second takes its place.
if (!window.ihpHistory) {
  window.ihpHistory = true;
  const push = window.history.pushState.bind(window.history);
  const holdsSite = (address) => new URLSearchParams(address.search).has("s");
  window.history.pushState = (state, title, url) => {
    const to = new URL(url ?? "", window.location.href);
    const completes = to.pathname === window.location.pathname && holdsSite(to) && !holdsSite(window.location);
    if (completes) window.history.replaceState(state, title, url);
    else push(state, title, url);
  };
}
