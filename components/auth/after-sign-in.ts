/** Where to go after signing in: a path of ours and nothing else, or the first organization. */
export function pathAfterSignIn(wish: string | null | undefined): string {
  return wish && /^\/(?![/\\])[\w\-/.~%]*$/.test(wish) ? wish : "/start";
}
