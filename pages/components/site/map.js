// The map of a site. Where the tiles do not come it is a sketch: land, water, borders, towns.
// Names and sentences are put in as text, never as markup.
var map_div = L.map("map_div", { center: [52, 12], zoom: 4, minZoom: 3 });
map_div.attributionControl.setPrefix(false);
L.control.scale({ imperial: false }).addTo(map_div);

(function (map, words, base) {
  const LAND = "#EEF1EA", WATER = "#C5DCEB", RIVER = "#9FC3DC", BORDER = "#8A94A0", INK = "#3D4852";
  const WAIT_MS = 800, MOST_TOWNS = 40, APART = [92, 24];
  let tiled = false, sketched = false;

  const tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
    attribution: words.credit, maxZoom: 19,
  });
  tiles.on("tileload", () => { tiled = true; });
  tiles.on("tileerror", (event) => {
    event.tile.style.visibility = "hidden"; // its grey would lie on the sketch
    sketch();
    note();
  });
  tiles.addTo(map);
  setTimeout(() => { if (!tiled) sketch(); }, WAIT_MS);

  function pane(name, height) {
    map.createPane(name).style.zIndex = height;
    map.getPane(name).style.pointerEvents = "none";
    return name;
  }

  function sketch() {
    if (sketched) return;
    sketched = true;
    map.getContainer().style.background = WATER;
    const shapes = pane("ground", 150), names = pane("names", 160);
    fetch(base + "shores.json").then((answer) => answer.json()).then((shores) => {
      const options = { renderer: L.canvas({ pane: shapes, padding: 0.4 }), interactive: false };
      const whole = (kind) => shores[kind].map((line) => points(line, shores.steps));
      const filled = (kind, fillColor) =>
        L.polygon(whole(kind).map((ring) => [ring]), { ...options, fillColor, fillOpacity: 1, stroke: false }).addTo(map);
      const drawn = (kind, color, weight, dashArray) =>
        L.polyline(whole(kind), { ...options, color, weight, dashArray }).addTo(map);
      filled("land", LAND);
      filled("lakes", WATER);
      filled("islands", LAND);
      drawn("rivers", RIVER, 1.2);
      drawn("borders", BORDER, 1, "4 3");
    });
    fetch(base + "towns.json").then((answer) => answer.json()).then((towns) => {
      const group = L.layerGroup().addTo(map);
      const draw = () => nameTowns(towns, group, names);
      map.on("moveend", draw);
      draw();
    });
  }

  function points(line, steps) {
    const found = [];
    let lng = 0, lat = 0;
    for (let at = 0; at < line.length; at += 2) {
      lng += line[at];
      lat += line[at + 1];
      found.push([lat / steps, lng / steps]);
    }
    return found;
  }

  // The largest towns in sight whose names do not lie on one another.
  function nameTowns(towns, group, into) {
    group.clearLayers();
    const sight = map.getBounds(), taken = [];
    for (const [name, lat, lng] of towns) {
      if (!sight.contains([lat, lng])) continue;
      const at = map.latLngToContainerPoint([lat, lng]);
      if (taken.some((by) => Math.abs(by.x - at.x) < APART[0] && Math.abs(by.y - at.y) < APART[1])) continue;
      taken.push(at);
      const icon = written("· " + name, `color:${INK};font:500 11px sans-serif;white-space:nowrap;line-height:12px`);
      L.marker([lat, lng], { icon: L.divIcon({ html: icon, className: "", iconSize: null, iconAnchor: [3, 6] }),
        pane: into, interactive: false, keyboard: false }).addTo(group);
      if (taken.length === MOST_TOWNS) break;
    }
  }

  function note() {
    const field = map.getContainer();
    if (field.querySelector(".ihp-offline")) return;
    const told = L.DomUtil.create("div", "ihp-offline", field);
    told.style.cssText = "position:absolute;left:50px;top:10px;z-index:800;padding:2px 8px;max-width:70%;" +
      "background:rgba(255,255,255,.85);color:#1C242B;font:12px sans-serif;border-radius:4px";
    told.textContent = words.offline;
  }

  function written(text, style) {
    const box = document.createElement("div");
    box.style.cssText = style;
    box.textContent = text;
    return box;
  }

  function icon(text, style, width, height, top) {
    return L.divIcon({ html: written(text, style), className: "", iconSize: [width, height], iconAnchor: [width / 2, top] });
  }

  // What lies on the map: called anew whenever it changes.
  window.ihpMarks = function ({ route, ends = [], signs = [] }) {
    const group = L.featureGroup();
    const halo = "text-align:center;text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff;";
    if (route) {
      const line = L.polyline(route.points, { color: route.colour, weight: 4, dashArray: "6 6" });
      line.bindTooltip(written(route.label, "")).addTo(group);
      const label = icon(route.label, halo + "color:#1C242B;font:600 13px sans-serif;padding-top:10px", 200, 30, 0);
      L.marker(route.middle, { icon: label, interactive: false, keyboard: false }).addTo(group);
    }
    for (const { end, place, sign, colour, tip } of ends) {
      const look = icon(sign, halo + `color:${colour};font:600 26px/26px sans-serif`, 26, 26, 13);
      const marker = L.marker(place, { icon: look, draggable: true, title: tip, alt: tip });
      marker.on("dragend", () => {
        const at = marker.getLatLng();
        window.Streamlit.setComponentValue({ dragged: end, lat: at.lat, lng: at.lng });
      });
      marker.addTo(group);
    }
    for (const { place, sign, colour, tip } of signs) {
      const look = `background:${colour};color:#111;font:700 15px/20px sans-serif;text-align:center;border-radius:10px`;
      L.marker(place, { icon: icon(sign, look, 20, 20, 10) }).bindTooltip(written(tip, "")).addTo(group);
    }
    window.feature_group = [group.addTo(map)];
  };
})(map_div, WORDS, BASE);
