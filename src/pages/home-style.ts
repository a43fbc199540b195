/** Colours keep a contrast of 4.5 or more in light and in dark. The fonts are those of the reader's own machine. */
export const homeStyle = `:root {
  color-scheme: light dark;
  --paper: #f7f3ec;
  --card: #fffdf9;
  --ink: #22302f;
  --soft: #55635f;
  --line: #ded5c6;
  --deep: #1f4a45;
  --on-deep: #fbf8f2;
  --brick: #98482a;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15201f;
    --card: #1c2a28;
    --ink: #ece6da;
    --soft: #a9b5ae;
    --line: #34443f;
    --deep: #a9d3c6;
    --on-deep: #10201d;
    --brick: #e6a27f;
  }
}

* { box-sizing: border-box; }

body {
  margin: 0;
  color: var(--ink);
  background: var(--paper);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}

.top, main { max-width: 66rem; margin: 0 auto; padding: 0 clamp(1.1rem, 4vw, 2.5rem); }

.top { display: flex; align-items: center; justify-content: space-between; padding-block: 1.25rem; }

.name { display: flex; align-items: center; gap: .6rem; margin: 0; font: 600 1.25rem var(--serif); }

main { padding-bottom: 4rem; }

h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { margin: 0 0 1.25rem; font-size: clamp(1.85rem, 1.2rem + 2.8vw, 3rem); }
h2 { margin: 0 0 .5rem; font-size: 1.5rem; }
h2[id] { scroll-margin-top: 1.25rem; }
h3 { margin: 0; font-size: 1.2rem; }
p { margin: 0 0 1rem; max-width: 62ch; }
i[lang] { color: var(--brick); }

a { color: var(--deep); text-underline-offset: .2em; }

.intro { padding: clamp(1.5rem, 5vw, 4rem) 0 clamp(2rem, 4vw, 3rem); }
.intro h1 { max-width: 22ch; }
.roads { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.5rem; margin: 1.75rem 0 1rem; }
.first { margin: 0; color: var(--soft); }

.button, button {
  display: inline-block;
  padding: .6rem 1.1rem;
  border: 1px solid var(--deep);
  border-radius: .45rem;
  color: var(--on-deep);
  background: var(--deep);
  font: inherit;
  font-weight: 600;
  line-height: 1.3;
  text-decoration: none;
  overflow-wrap: anywhere;
  cursor: pointer;
}
.button:hover, button:hover { filter: brightness(1.12); }
button:disabled { opacity: .6; cursor: progress; }
button.plain { margin-left: .25rem; padding: .25rem .7rem; color: var(--deep); background: none; }

:focus-visible { outline: 3px solid var(--brick); outline-offset: 3px; border-radius: .2rem; }

.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; color: var(--on-deep); background: var(--deep); }
.skip:focus { top: .5rem; }

.rules {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  gap: 1.5rem 2.5rem;
  margin: 0 0 clamp(2.5rem, 6vw, 4rem);
  padding: 1.75rem 0;
  border-block: 1px solid var(--line);
  list-style: none;
}
.rules h2 { font-size: 1.2rem; }
.rules small { font-size: .95rem; font-weight: 400; }
.rules p { margin: 0; color: var(--soft); }

#actors {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
  gap: 1.1rem;
  margin: 1.25rem 0 0;
  padding: 0;
  list-style: none;
}

.card {
  display: flex;
  flex-direction: column;
  gap: .6rem;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: .6rem;
  background: var(--card);
  overflow-wrap: anywhere;
}
.card p { margin: 0; }
.card .role { margin-top: -.4rem; color: var(--soft); }
.card button { align-self: start; margin-top: auto; }
.card .none { color: var(--soft); font-size: .85rem; }

.clearances { display: flex; flex-wrap: wrap; gap: .35rem; margin: 0 0 .4rem; padding: 0; list-style: none; }
.clearances li { padding: .05rem .55rem; border: 1px solid var(--brick); border-radius: 1rem; color: var(--brick); font-size: .85rem; }

#message:empty { display: none; }

@media (prefers-reduced-motion: no-preference) {
  .skip { transition: top .15s; }
}
`
