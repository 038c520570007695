/** Fields whose values are made when they are first read. */

/** Defines a field whose value is made when it is first read; assigning it replaces it unread. */
export function defineLate(owner: object, name: string, make: () => unknown): void {
  const settle = (value: unknown): void => {
    Object.defineProperty(owner, name, { value, writable: true, enumerable: true, configurable: true })
  }
  Object.defineProperty(owner, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make()
      settle(value)
      return value
    },
    set: settle,
  })
}

/** Whether a field is late and was not read yet. */
export function isLate(owner: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(owner, name)?.get !== undefined
}
