const ofFiles: Readonly<Record<string, string>> = {
  EACCES: "may not be used by this user: give the right to it, or name another place",
  EPERM: "may not be used by this user: give the right to it, or name another place",
  EROFS: "lies where nothing can be written: name another place, or mount it otherwise",
  ENOSPC: "cannot be written, because the disk is full: make room",
  EDQUOT: "cannot be written, because this user has no more room: make some",
  ENOENT: "is not there: see that its name and place are right",
  ENOTDIR: "is no folder, or lies in what is none: name another place",
  EISDIR: "is a folder, where a file is to be: name another place",
  EEXIST: "is there already: name another place, or take it away",
}

/** What is amiss with a file; undefined for another error. By its form: an error of node's own may come from another realm. */
export function fileSentence(error: unknown): string | undefined {
  const { code, path, dest } = (error ?? {}) as Readonly<Record<string, unknown>>
  const what = typeof code === "string" ? ofFiles[code] : undefined
  const file = typeof dest === "string" ? dest : path
  return what === undefined || typeof file !== "string" ? undefined : `${file} ${what}.`
}
