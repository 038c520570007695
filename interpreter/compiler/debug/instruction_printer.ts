/** What JavaScript an instruction becomes, all but calls and returns (call_printer.ts). */
import { LuaFloat } from "../../value/number.ts"
import { isIdentifier } from "../identifier.ts"
import { readable } from "../operand.ts"
import { CallPrinter } from "./call_printer.ts"
import { EVENTS, type Instruction, TESTS } from "./code.ts"
import { FIRST } from "./function_printer.ts"
import { ConcatSite } from "./instruction_site.ts"

interface Operand {
  js: string
  /** An integer of 32 bits that is known now. */
  small: boolean
}

const FAST_ARITHMETIC: Record<string, [string, string]> = {
  add: ["+", "add"],
  sub: ["-", "sub"],
  mul: ["*", "mul"],
}

export class InstructionPrinter extends CallPrinter {
  instruction(i: Instruction, pc: number): void {
    switch (i.op) {
      case "MOVE":
        this.#set(i, pc, this.register(i.b, pc))
        break
      case "LOADI":
        this.#set(i, pc, String(i.b))
        break
      case "LOADF":
        this.#set(i, pc, this.chunk.number(new LuaFloat(i.b)))
        break
      case "LOADK":
        this.#set(i, pc, this.constant(i.b))
        break
      case "LOADKX":
        this.#set(i, pc, this.constant(this.code.instructions[pc + 1]!.b))
        break
      case "LOADFALSE":
        this.#set(i, pc, "false")
        break
      case "LOADTRUE":
        this.#set(i, pc, "true")
        break
      case "LFALSESKIP":
        this.line(pc, `${this.register(i.a, pc)}=false;${this.goto(pc, pc + 2)}`)
        break
      case "LOADNIL":
        this.#loadNil(i, pc)
        break
      case "GETUPVAL":
        this.#set(i, pc, `u[${i.b}].v`)
        break
      case "SETUPVAL":
        this.line(pc, `u[${i.b}].v=${this.register(i.a, pc)};`)
        break
      case "CLOSURE":
        this.#closure(i, pc)
        break
      case "NEWTABLE":
        this.#set(i, pc, "new T()")
        break
      case "SETLIST":
        this.#setList(i, pc)
        break
      case "NOT":
        this.line(pc, `t=${this.register(i.b, pc)};${this.register(i.a, pc)}=t===void 0||t===false;`)
        break
      case "UNM":
      case "BNOT":
      case "LEN":
        this.#unary(i, pc)
        break
      case "CONCAT":
        this.#concat(i, pc)
        break
      case "JMP":
        this.#jump(i, pc)
        break
      case "MMBIN":
      case "MMBINI":
      case "MMBINK":
      case "EXTRAARG":
      case "VARARGPREP":
        break
      default:
        this.#other(i, pc)
    }
  }

  #other(i: Instruction, pc: number): void {
    switch (i.op) {
      case "GETTABUP":
        this.#read(i, pc, `u[${i.b}].v`, this.constant(i.c))
        break
      case "GETFIELD":
        this.#read(i, pc, this.register(i.b, pc), this.constant(i.c))
        break
      case "GETI":
        this.#read(i, pc, this.register(i.b, pc), String(i.c))
        break
      case "GETTABLE":
        this.#read(i, pc, this.register(i.b, pc), this.register(i.c, pc))
        break
      case "SELF":
        this.#read(i, pc, this.register(i.b, pc), this.operand(i.c, i.k, pc))
        break
      case "SETTABUP":
        this.#write(i, pc, `u[${i.a}].v`, this.constant(i.b))
        break
      case "SETFIELD":
        this.#write(i, pc, this.register(i.a, pc), this.constant(i.b))
        break
      case "SETI":
        this.#write(i, pc, this.register(i.a, pc), String(i.b))
        break
      case "SETTABLE":
        this.#write(i, pc, this.register(i.a, pc), this.register(i.b, pc))
        break
      case "EQ":
      case "EQK":
      case "EQI":
        this.#equality(i, pc)
        break
      case "LT":
      case "LE":
      case "LTI":
      case "LEI":
      case "GTI":
      case "GEI":
        this.#order(i, pc)
        break
      case "TEST":
      case "TESTSET":
        this.#test(i, pc)
        break
      default:
        if (!this.control(i, pc)) this.#arithmetic(i, pc)
    }
  }

  // Loads

  #set(i: Instruction, pc: number, value: string): void {
    this.line(pc, `${this.register(i.a, pc)}=${value};`)
  }

  #loadNil(i: Instruction, pc: number): void {
    const targets = Array.from({ length: i.b + 1 }, (_, n) => `${this.register(i.a + n, pc)}=`)
    this.line(pc, `${targets.join("")}void 0;`)
  }

  #closure(i: Instruction, pc: number): void {
    const child = this.code.children[i.b]!
    // A register that is captured holds a cell.
    const cells = child.upvalues.map(({ inStack, index }) => (inStack ? `r[${index}]` : `u[${index}]`))
    this.#set(i, pc, `mk$${child.id}(${cells.join(",")})`)
  }

  #setList(i: Instruction, pc: number): void {
    const stored = i.c + (i.k ? this.code.instructions[pc + 1]!.b * 256 : 0)
    const end = i.b === 0 ? "F.top" : String(i.a + 1 + i.b)
    this.line(pc, `append(r[${i.a}],${stored},r.slice(${i.a + 1},${end}));`)
  }

  // Tables

  #read(i: Instruction, pc: number, object: string, key: string): void {
    const field = fieldOf(key)
    const target = this.register(i.a, pc)
    const self = i.op === "SELF" ? `r[${i.a + 1}]=t;` : ""
    const { id } = this.site(pc)
    let fast: string
    let slow: string
    if (field !== undefined) {
      fast = `v=${readable("t", field)}?t.${field}:void 0;`
      slow = `${this.chunk.prelude.getter(field)}(t,${id})`
    } else if (key.startsWith('"')) {
      fast = "v=void 0;"
      slow = `index(t,${key},${id})`
    } else {
      fast = `w=${key};v=${readable("t")}&&typeof w==="number"?t.λarr[w-1]:void 0;`
      slow = `index(t,w,${id})`
    }
    const awaited = this.awaited(pc, slow, `${target}=${FIRST};`, pc + 1)
    this.line(pc, `t=${object};${self}${fast}if(v===void 0){${awaited}}${target}=v;`)
  }

  #write(i: Instruction, pc: number, object: string, key: string): void {
    const field = fieldOf(key)
    const value = this.operand(i.c, i.k, pc)
    const { id } = this.site(pc)
    let test: string
    let place: string
    let slow: string
    let load = ""
    if (field !== undefined) {
      test = `t.${field}!==void 0`
      place = `t.${field}`
      slow = `${this.chunk.prelude.setter(field)}(t,v,${id})`
    } else {
      load = `w=${key};`
      test = 'typeof w==="number"&&v!==void 0&&t.λarr[w-1]!==void 0'
      place = "t.λarr[w-1]"
      slow = `setindex(t,w,v,${id})`
    }
    const awaited = this.awaited(pc, slow, "", pc + 1)
    this.line(
      pc,
      `t=${object};${load}v=${value};if(${readable("t", field)}&&${test})${place}=v;else{${awaited}}`,
    )
  }

  // Operators

  #unary(i: Instruction, pc: number): void {
    const op = i.op.toLowerCase()
    const target = this.register(i.a, pc)
    const awaited = this.awaited(pc, `${op}(t,${this.site(pc).id})`, `${target}=${FIRST};`, pc + 1)
    this.line(pc, `t=${this.register(i.b, pc)};${awaited}${target}=v;`)
  }

  #arithmetic(i: Instruction, pc: number): void {
    const mm = this.code.instructions[pc + 1]!
    const event = EVENTS[mm.c]!
    const second = this.#secondOperand(mm, pc)
    const first: Operand = { js: this.register(mm.a, pc), small: false }
    const [l, r] = mm.k ? [second, first] : [first, second]
    const target = this.register(i.a, pc)
    const call = `${event}(t,w,${this.site(pc).id})`
    const counted = `if(h)h=traceBinary(F,${pc + 1},t,w);`
    const awaited = `${counted}${this.awaited(pc, call, `${target}=${FIRST};`, pc + 2)}${target}=v;`
    const fast = fastArithmetic(event, l, r, target)
    const load = `t=${l.js};w=${r.js};`
    this.line(pc, fast === null ? `${load}${awaited}` : `${load}${fast}else{${awaited}}`)
  }

  #secondOperand(mm: Instruction, pc: number): Operand {
    switch (mm.op) {
      case "MMBINI":
        return { js: Object.is(mm.b, -0) ? "(-0)" : String(mm.b), small: true }
      case "MMBINK": {
        const value = this.code.constants[mm.b]
        return { js: this.constant(mm.b), small: typeof value === "number" && (value | 0) === value }
      }
      default:
        return { js: this.register(mm.b, pc), small: false }
    }
  }

  /** From the right, two neighbours at a time; the sum goes to the left one's place. */
  #concat(i: Instruction, pc: number): void {
    const last = i.a + i.b - 1
    for (let n = last - 1; n >= i.a; n--) {
      const site = this.extraSite(
        pc * 256 + n,
        (id) => new ConcatSite(id, this.chunk.chunkname, this.code, pc, n),
      )
      const label = this.labelOf(pc, `resume${n}`)
      const trace = n === last - 1 ? this.trace(pc) : ""
      this.printer.line(
        `${trace}t=r[${n}];w=r[${n + 1}];if(typeof t==="string"&&typeof w==="string")v=t+w;` +
          `else{F.pc=${pc};v=concat(t,w,${site.id});if(v===null)return S(F,${label});h=H.λtrap}`,
        site,
      )
      // Captured variables are never operands: they have been copied.
      this.printer.line(`case ${label}:r[${n}]=${FIRST};`)
    }
  }

  // Tests

  #jump(i: Instruction, pc: number): void {
    const before = this.code.instructions[pc - 1]
    const behindTest = before !== undefined && TESTS.has(before.op)
    if (!behindTest || this.isTarget(pc)) this.line(pc, this.goto(pc, i.b))
  }

  /** Goes where the jump behind a test leads if `condition` holds, behind the jump otherwise. */
  #branch(pc: number, condition: string): string {
    const jump = this.code.instructions[pc + 1]!
    const past = this.isTarget(pc + 1) ? this.goto(pc, pc + 2) : ""
    return `if(${condition})${this.goto(pc, jump.b)}${past === "" ? "" : `else${past}`}`
  }

  #compare(pc: number, k: boolean, load: string, fast: string, slow: string): void {
    const label = this.labelOf(pc, "resume0")
    const jump = this.code.instructions[pc + 1]!
    const holds = k ? "v" : "!v"
    this.landings.push(
      `case ${label}:if(truth(v)===${k})${this.goto(pc, jump.b)}else${this.goto(pc, pc + 2)}`,
    )
    const call = `{F.pc=${pc};v=${slow};if(v===null)return S(F,${label});h=H.λtrap}`
    this.line(pc, `${load}${fast}${call}${this.#branch(pc, holds)}`)
  }

  #equality(i: Instruction, pc: number): void {
    const other = i.op === "EQ" ? this.register(i.b, pc) : i.op === "EQK" ? this.constant(i.b) : String(i.b)
    const load = `t=${this.register(i.a, pc)};w=${other};`
    // Neither is nil or a string, and not both are JS numbers.
    const mayBe = '(typeof t!=="number"||typeof w!=="number")&&typeof t!=="string"&&typeof w!=="string"'
    const fast = `v=t===w;if(!v&&${mayBe}&&t!==void 0&&w!==void 0)`
    this.#compare(pc, i.k, load, fast, "eq(t,w)")
  }

  #order(i: Instruction, pc: number): void {
    const immediate = i.op !== "LT" && i.op !== "LE"
    const a = this.register(i.a, pc)
    const b = immediate ? String(i.b) : this.register(i.b, pc)
    const flip = i.op === "GTI" || i.op === "GEI"
    const strict = i.op.startsWith("LT") || i.op === "GTI"
    const sign = `${flip ? ">" : "<"}${strict ? "" : "="}`
    const isFloat = immediate && i.c !== 0
    const value = isFloat ? this.chunk.number(new LuaFloat(i.b)) : "w"
    const test = immediate ? 'typeof t==="number"' : 'typeof t==="number"&&typeof w==="number"'
    const args = flip ? `${value},t` : `t,${value}`
    const slow = `${strict ? "lt" : "le"}(${args},${this.site(pc).id})`
    this.#compare(pc, i.k, `t=${a};w=${b};`, `if(${test})v=t${sign}w;else`, slow)
  }

  #test(i: Instruction, pc: number): void {
    const isSet = i.op === "TESTSET"
    const value = this.register(isSet ? i.b : i.a, pc)
    const condition = i.k ? "t!==void 0&&t!==false" : "t===void 0||t===false"
    const set = isSet ? `if(${condition})${this.register(i.a, pc)}=t;` : ""
    this.line(pc, `t=${value};${set}${this.#branch(pc, condition)}`)
  }
}

function fieldOf(key: string): string | undefined {
  if (!key.startsWith('"')) return undefined
  const text = JSON.parse(key) as string
  return isIdentifier(text) ? text : undefined
}

/** `if (…) target = …;` for numbers, where that is worth its place; null otherwise. */
function fastArithmetic(event: string, l: Operand, r: Operand, target: string): string | null {
  const fast = FAST_ARITHMETIC[event]
  if (fast === undefined) return null
  const [sign, helper] = fast
  const numbers = [l.small ? "" : 'typeof t==="number"', r.small ? "" : 'typeof w==="number"']
  const test = numbers.filter((text) => text !== "").join("&&") || "true"
  const ints = [l.small ? "" : "(t|0)===t", r.small ? "" : "(w|0)===w"]
    .filter((text) => text !== "")
    .join("&&")
  const exact = event === "mul" ? `${ints}&&v<=9007199254740991&&v>=-9007199254740991` : ints
  const plain = event === "mul" ? "v+0" : "v"
  return `if(${test}){v=t${sign}w;${target}=${exact}?${plain}:${helper}(t,w);}`
}
