"""How the printed page looks, on screen and on A4."""

STYLE = """
@page { size: A4; margin: 10mm 12mm; }
* { box-sizing: border-box; }
body {
  margin: 0;
  background: #ffffff;
  color: #1a1a1a;
  font: 13px/1.4 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
}
main { max-width: 820px; margin: 0 auto; padding: 20px; }
header {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 16px;
  justify-content: space-between;
  align-items: baseline;
  border-bottom: 1px solid #cccccc;
}
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 14px; margin: 14px 0 4px; }
p { margin: 3px 0; }
.verdict { font-size: 15px; margin: 12px 0; }
.verdict strong {
  display: inline-block;
  padding: 1px 10px;
  border-radius: 12px;
  margin-right: 4px;
}
.facts {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(210px, 1fr));
  gap: 8px;
  margin: 0;
}
.facts div { border: 1px solid #dddddd; border-radius: 6px; padding: 7px 10px; }
dt { color: #555555; }
dd { margin: 0; }
dd b { display: block; font-size: 17px; }
dd small { color: #555555; font-size: 11.5px; }
table { width: 100%; border-collapse: collapse; font-size: 11.5px; }
th, td {
  text-align: left;
  vertical-align: top;
  padding: 2px 8px 2px 0;
  border-bottom: 1px solid #e5e5e5;
  overflow-wrap: anywhere;
}
th { white-space: nowrap; color: #555555; font-weight: normal; }
td:nth-child(2), td:nth-child(3), td:last-child { overflow-wrap: normal; }
section:last-child p { font-size: 10.5px; color: #555555; margin: 1px 0; }
@media screen and (max-width: 520px) {
  th { display: none; }
  tr { display: flex; flex-wrap: wrap; border-bottom: 1px solid #e5e5e5; padding: 3px 0; }
  td { border: 0; }
  td:first-child { font-weight: bold; }
  td:nth-child(4) { flex-basis: 100%; }
}
@media print {
  main { padding: 0; max-width: none; }
  body { font-size: 11px; }
  table, dd small { font-size: 10px; }
  dd b, .verdict { font-size: 13px; }
  h2 { margin-top: 8px; margin-bottom: 2px; }
  p, .verdict { margin: 2px 0; line-height: 1.3; }
  section:last-child p { font-size: 8.5px; margin: 0; }
  .facts div { padding: 4px 8px; }
  td, th { padding-top: 1px; padding-bottom: 1px; }
  body, .verdict strong {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  section, tr, .facts div { break-inside: avoid; }
}
"""
