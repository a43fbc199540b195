export function TopBar({ actor }) {
  return (
    <header className="top-bar">
      <a className="top-bar-name" href="/">
        Woonrust
      </a>
      {actor && (
        <p className="top-bar-actor">
          You are <strong>{actor.name}</strong>, {actor.role}
        </p>
      )}
      <a className="top-bar-switch" href="/">
        {actor ? "be somebody else" : "choose whom to be"}
      </a>
    </header>
  )
}

export function Banner({ token, refused }) {
  if (token && !refused) return null
  return (
    <p className="banner" role="status">
      {token
        ? "The server no longer accepts who you say you are. "
        : "You are nobody yet: the server will refuse you. "}
      <a href="/">Choose whom to be</a>
      {", or set your own authorization header under Headers."}
    </p>
  )
}
