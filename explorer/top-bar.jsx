export function TopBar({ actor, demo }) {
  return (
    <header className="top-bar">
      <a className="top-bar-name" href="/">
        Woonrust
      </a>
      {demo && actor && (
        <p className="top-bar-actor">
          You are <strong>{actor.name}</strong>, {actor.role}
        </p>
      )}
      {demo && (
        <a className="top-bar-switch" href="/">
          {actor ? "be somebody else" : "choose whom to be"}
        </a>
      )}
    </header>
  )
}

/** @param letIn whether the server let her in when she asked last; undefined before she has */
export function Banner({ token, letIn, demo }) {
  if (demo ? token && letIn !== false : letIn) return null
  return (
    <p className="banner" role="status">
      {demo ? <ChooseAgain known={Boolean(token)} /> : <SignIn />}
    </p>
  )
}

function ChooseAgain({ known }) {
  return (
    <>
      {known
        ? "The server no longer accepts who you say you are. "
        : "You are nobody yet: the server will refuse you. "}
      <a href="/">Choose whom to be</a>
      {", or set your own authorization header under Headers."}
    </>
  )
}

/** Without the demo there is nobody to choose: the token comes from the organisation's own provider. */
function SignIn() {
  return (
    <>
      {"Sign in with an access token of your organisation’s identity provider: write "}
      <code>{'{ "authorization": "Bearer …" }'}</code>
      {" under Headers, which are not stored, and fetch the schema again by the round arrow on the left."}
    </>
  )
}
