export const DOCUMENTS_STYLE = `
:root { color-scheme: light dark; --bg: #f6f7f7; --surface: #fff; --line: #dde1e1; --text: #16201f; --muted: #586564; --accent: #0b6b63; --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
@media (prefers-color-scheme: dark) { :root { --bg: #0f1514; --surface: #161d1c; --line: #2a3433; --text: #e6ecea; --muted: #a3b0ae; --accent: #5cc7b8; } }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 296px minmax(0, 1fr); background: var(--bg); color: var(--text); font: 14px/21px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 16px; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: 0; } nav ul ul { padding: 4px 0 12px 12px; } nav ul ul a { color: var(--muted); font-size: 12px; overflow-wrap: anywhere; } nav li li { padding: 2px 0; }
.brand { font-weight: 650; margin: 0 0 16px; }
main { padding: 24px 32px 96px; max-width: 960px; width: 100%; }
h1 { font-size: 20px; line-height: 28px; } h2 { font-size: 17px; margin: 40px 0 8px; } h3 { font-size: 14px; margin: 0 0 4px; } h4 { font-size: 12px; margin: 16px 0 4px; color: var(--muted); }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 12px 0; scroll-margin-top: 16px; overflow-x: auto; }
section:target { border-color: var(--accent); }
p { margin: 4px 0; } .who, small { color: var(--muted); } small { font-weight: 400; font-size: 12px; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; } main p a { text-decoration: underline; }
code, .method { font-family: var(--mono); font-size: 12px; } .method { font-weight: 700; }
.failures { margin-top: 12px; } table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 500; font-size: 12px; color: var(--muted); } th, td { padding: 6px 12px 6px 0; border-top: 1px solid var(--line); vertical-align: top; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 16px; top: 8px; background: var(--surface); padding: 8px; z-index: 1; }
@media (max-width: 760px) { body { grid-template-columns: minmax(0, 1fr); } nav { position: static; height: auto; overflow: visible; border-right: 0; border-bottom: 1px solid var(--line); } nav ul { display: flex; flex-wrap: wrap; gap: 8px 16px; } nav ul ul { display: none; } main { padding: 16px; } }
`;
