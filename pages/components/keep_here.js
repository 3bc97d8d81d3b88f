// What a reload would lose (name, notes, variants, the measured year) is kept by this tab of the
// browser until it is closed, beside the address that it belongs to. After a reload the app is told
// of it once, where its address is the one that was opened; whatever the app then says is kept again.
const SITE = "ihp-site", YEAR = "ihp-year";

function kept(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place) || "null");
  } catch {
    return null;
  }
}

function keep(place, what) {
  try {
    if (what === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(what));
    return true;
  } catch {
    sessionStorage.removeItem(place);
    return false;
  }
}

function whole(site) {
  const year = kept(YEAR);
  const own = site.year && year?.digest === site.year ? { own: JSON.parse(year.text) } : {};
  return JSON.stringify({ ...JSON.parse(site.text), ...own });
}

export default function ({ data, setTriggerValue }) {
  const state = (window.ihpKept ??= { visit: "", waits: false, lost: {} });
  window.onbeforeunload ??= (event) => {
    if (Object.values(state.lost).some(Boolean)) event.preventDefault();
  };
  if (data.year !== undefined && data.digest !== undefined) {
    // The hours of a measured year: many, and seldom others.
    const known = kept(YEAR)?.digest === data.digest;
    state.lost.year = !known && !keep(YEAR, { digest: data.digest, text: data.year });
    return;
  }
  if (state.visit !== data.visit) {
    state.visit = data.visit;
    const before = kept(SITE);
    if (before?.text && before.address === data.opened) {
      try {
        setTriggerValue("found", whole(before));
        state.waits = true;
      } catch {
        state.waits = false;
      }
    }
  }
  if (state.waits && !data.answered) return;
  state.waits = false;
  if (!data.digest) {
    keep(YEAR, null);
    state.lost.year = false;
  }
  const site = data.text ? { address: data.address, text: data.text, year: data.digest } : null;
  state.lost.site = !keep(SITE, site) || data.lost;
}
