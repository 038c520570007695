/** The part of luaparse 0.3.1 that `luaparse_tree.ts` uses; the package brings no types. */
declare module "luaparse" {
  const luaparse: {
    /** The constructors of nodes, which may be replaced. */
    ast: object
    parse(source: string, options: { luaVersion: string; comments: boolean }): unknown
  }
  export default luaparse
}
