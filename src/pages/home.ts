/** The first page. It holds no text from outside, so nothing in it needs escaping. */
export const home = (demo: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A case system for liveability work at Dutch housing associations">
<meta name="color-scheme" content="light dark">
<title>Woonrust</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/home.css">
${demo ? `<script src="/home.js" defer></script>` : ""}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<p class="name"><img src="/favicon.svg" alt="" width="32" height="32">Woonrust</p>
<nav aria-label="Main"><a href="/graphiql">Explorer</a></nav>
</header>
<main id="main">
<section class="intro">
<h1>Peace at home, and care for what is written about it</h1>
<p>Woonrust is a case system for the liveability work ${nl("leefbaarheid")} of Dutch housing associations
${nl("woningcorporaties")}: nuisance between neighbours ${nl("overlast")}, housing fraud ${nl("woonfraude")}, medical
home adaptations ${nl("medische woningaanpassingen")} and safety ${nl("veiligheid")}.</p>
<p>Its files tell of people’s homes, health and quarrels. So three rules hold inside the system itself, by whichever
road a question comes.</p>
<p class="roads">${demo ? chooseFirst : explore}</p>
<p class="first">${demo ? "What exists for whom you choose stands in the explorer’s first tab: press Run." : "What exists for you stands in the explorer’s first tab."}</p>
</section>
<ol class="rules" aria-label="The three rules">
${rule("A reason", "doelbinding", "Nobody sees a row without a reason to see it: a role, a team, a clearance, a case of one’s own.")}
${rule("A trace", "logging", "Nobody sees anything without a trace: who looked at what, when, and on which ground.")}
${rule("A term", "bewaartermijn", "Nothing is to outlive its term: five years from closure, counted for each case. What removes it then is not built yet.")}
</ol>
${demo ? demonstration : signIn}
</main>
</body>
</html>
`

const nl = (term: string): string => `(<i lang="nl">${term}</i>)`

const rule = (name: string, term: string, text: string): string =>
  `<li><h2>${name} <small>${nl(term)}</small></h2><p>${text}</p></li>`

const explore = `<a class="button" href="/graphiql">Open the explorer</a>`

// Whoever opens the explorer as nobody is only refused.
const chooseFirst = `<a class="button" href="#be">Choose whom to be</a> <a href="/graphiql">Open the explorer</a>`

const signIn = `<section aria-labelledby="sign-in">
<h2 id="sign-in">Signing in</h2>
<p>Signing in goes through the organisation’s own identity provider; Woonrust keeps no passwords. In the explorer, open
Headers and paste the access token that the provider gave you: <code>{ "authorization": "Bearer …" }</code>. The header
stays in the page, and is not stored.</p>
</section>`

const demonstration = `<section aria-labelledby="be">
<h2 id="be">Choose whom to be</h2>
<p>This is a demonstration. The people and their cases are made up. Ask the same question as two of them, and
compare what each is shown.</p>
<p id="now" hidden></p>
<p id="message" role="status">Fetching the people …</p>
<ul id="actors"></ul>
<noscript><p>Choosing somebody needs JavaScript.</p></noscript>
</section>`
