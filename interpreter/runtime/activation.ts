/** Suspended activations of Lua functions. */
import { YIELD, type Frame, type Prototype, type ResumeBody, type Site, type Unit } from "../abi.ts"
import { state, unwinding } from "./state.ts"

/** Compiles the resume body of a prototype; set by load.ts, the only file that knows the compiler. */
let compileResume: (unit: Unit, prototype: Prototype, points: Set<number>) => ResumeBody = () => {
  throw new Error("no compiler")
}
export function setResumeCompiler(f: typeof compileResume): void {
  compileResume = f
}

export class Activation implements Frame {
  readonly catches = false
  readonly unit: Unit
  readonly prototype: Prototype
  point: number
  variables: unknown[]

  constructor(unit: Unit, prototype: Prototype, point: number, variables: unknown[]) {
    this.unit = unit
    this.prototype = prototype
    this.point = point
    this.variables = variables
  }

  resume(result: unknown): unknown {
    const body = this.prototype.resume
    return body === null ? this.resumeAnew(result) : body(this, result)
  }

  /** The same at a yield point where the function was not resumed before. */
  resumeAnew(result: unknown): unknown {
    const { unit, prototype, point } = this
    const points = (prototype.resumedAt ??= new Set())
    points.add(point)
    prototype.resume = compileResume(unit, prototype, points)
    return prototype.resume(this, result)
  }

  raise(error: unknown): unknown {
    throw error
  }

  /** Suspends again, from a resume body. */
  leave(point: number, variables: unknown[]): unknown {
    this.point = point
    this.variables = variables
    if (state.current.λraising === null) unwinding.push(this)
    return YIELD
  }

  /** Where it stands. */
  get site(): Site | undefined {
    return this.prototype.points[this.point - 1]
  }
}

/** Suspends an activation from its fast body. */
export function suspend(unit: Unit, id: number, point: number, variables: unknown[]): unknown {
  if (state.current.λraising === null)
    unwinding.push(new Activation(unit, unit.prototypes[id]!, point, variables))
  return YIELD
}
