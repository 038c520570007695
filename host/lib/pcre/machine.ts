/**
 * The backtracking machine. What a failure has to take back is on a stack of its own, four integers an
 * entry: choices, and the old values of registers. So neither long subjects nor deep patterns use the
 * JavaScript stack, and every step that is taken back or scanned counts against a limit.
 */
import { casesOf } from "./unicode.ts"
import { MATCH } from "./messages.ts"
import { hasCode } from "./code_set.ts"
import { graphemeEnd } from "./grapheme.ts"
import { isAtLineEnd, isAtLineStart, isAtLastNewline, newlineSequenceEnd } from "./newline.ts"
import type { ByteSet, Program } from "./program.ts"
import { codeAt, sequenceLength } from "./source.ts"

/** How an attempt at one place ended. */
export const RESULT = { none: 0, match: 1, commit: 2, skip: 3 } as const

/** The match could not be decided; the message says why. */
export class MatchError {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/** What a step forward counts. */
const FORWARD = 0.125
/** Integers of the backtracking stack. */
const MAX_STACK = 1 << 25
/** Integers that calls in progress may hold. */
const MAX_FRAMES = 1 << 24

/** A call of a group. */
interface Frame {
  back: number
  group: number
  at: number
  registers: Int32Array
  parent: number
}

let stack: Int32Array = new Int32Array(4096)

/** Forgets the choices above a height, but not what registers held; the new height. */
function cut(bt: Int32Array, base: number, top: number): number {
  let kept = base
  for (let i = base; i < top; i += 4) {
    if (bt[i] !== 1 && bt[i] !== 9) continue
    if (kept < i) bt.copyWithin(kept, i, i + 4)
    kept += 4
  }
  return kept
}

/** Where an attempt that ended in (*SKIP) lets the next begin. */
export let skipPlace = 0

/** Steps left to the current match. */
export const budget = { steps: 0 }

function growStack(): Int32Array {
  if (stack.length >= MAX_STACK) throw new MatchError(MATCH.heap)
  const larger = new Int32Array(stack.length * 2)
  larger.set(stack)
  stack = larger
  return stack
}

/** Gives back the memory of an unusually deep match. */
export function releaseStack(): void {
  if (stack.length > 1 << 20) stack = new Int32Array(4096)
}

function isWordAt({ table, set }: ByteSet, subject: string, at: number): boolean {
  const kind = table[subject.charCodeAt(at)]!
  return kind === 2 ? hasCode(set, codeAt(subject, at)) : kind !== 0
}

function isWordBefore(word: ByteSet, isUtf: boolean, subject: string, at: number): boolean {
  if (at === 0) return false
  return isWordAt(word, subject, isUtf ? stepBack(subject, at) : at - 1)
}

function stepBack(subject: string, at: number): number {
  do at--
  while (at > 0 && (subject.charCodeAt(at) & 0xc0) === 0x80)
  return at
}

/** Whether the text at `at` is the same as subject[from, to), and where it ends; -1 if it is not. */
function matchReference(
  p: Program,
  subject: string,
  at: number,
  from: number,
  to: number,
  caseless: boolean,
): number {
  if (!caseless) {
    if (at + to - from > subject.length) return -1
    for (let i = from; i < to; i++, at++) if (subject.charCodeAt(i) !== subject.charCodeAt(at)) return -1
    return at
  }
  while (from < to) {
    if (at >= subject.length) return -1
    const a = p.isUtf ? codeAt(subject, from) : subject.charCodeAt(from)
    const b = p.isUtf ? codeAt(subject, at) : subject.charCodeAt(at)
    if (a !== b && !casesOf(a, p.isUnicodeCase).includes(b)) return -1
    from += p.isUtf ? sequenceLength(subject.charCodeAt(from)) : 1
    at += p.isUtf ? sequenceLength(subject.charCodeAt(at)) : 1
  }
  return at
}

/**
 * Tries to match at one place. `registers` holds the result: pairs of places, -1 where a group is unset.
 * `emptyAt`: where the match must not be empty, -1 anywhere allowed, -2 nowhere allowed.
 */
export function attempt(
  p: Program,
  subject: string,
  start: number,
  searchStart: number,
  emptyAt: number,
  registers: Int32Array,
): number {
  const { code, sets, strings, lists, isUtf, boundary } = p
  const end = subject.length
  let frames: Frame[] | undefined
  let frame = -1
  let steps = budget.steps
  let bt: Int32Array = stack
  let top = 0
  let pc = 0
  let at = start
  registers.fill(-1)
  registers[boundary] = registers[boundary + 1] = 0
  registers[0] = start

  for (;;) {
    let ok = true
    switch (code[pc]) {
      case 0: // MATCH
        if (at === registers[0] && (emptyAt === -2 || emptyAt === at)) {
          ok = false
          break
        }
        registers[1] = at
        budget.steps = steps
        return 1
      case 1: // FAIL
        ok = false
        break
      case 2: // JUMP target
        pc = code[pc + 1]!
        break
      case 3: // CHOICE target: on failure go on there
        // Choices that an atomic group forgets are work, too.
        steps -= FORWARD
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 0
        bt[top + 1] = code[pc + 1]!
        bt[top + 2] = at
        top += 4
        pc += 2
        break
      case 4: // BYTE byte
        if (at < end && subject.charCodeAt(at) === code[pc + 1]) {
          at++
          pc += 2
        } else ok = false
        break
      case 5: {
        // STRING string
        const text = strings[code[pc + 1]!]!
        const length = text.length
        let i = 0
        if (at + length > end) ok = false
        else {
          while (i < length && subject.charCodeAt(at + i) === text.charCodeAt(i)) i++
          if (i === length) {
            at += length
            pc += 2
          } else ok = false
        }
        break
      }
      case 6: {
        // SET set
        if (at >= end) {
          ok = false
          break
        }
        const set = sets[code[pc + 1]!]!
        const byte = subject.charCodeAt(at)
        const kind = set.table[byte]!
        if (kind === 1) at++
        else if (kind === 0) ok = false
        else if (kind === 3 || hasCode(set.set, codeAt(subject, at))) at += sequenceLength(byte)
        else ok = false
        pc += 2
        break
      }
      case 7: // GREEDY set min max: as many as there are, then fewer
      case 8: // LAZY set min max: as few as possible, then more
      case 9: {
        // POSSESSIVE set min max
        const set = sets[code[pc + 1]!]!
        const { table } = set
        const min = code[pc + 2]!
        const most = code[pc] === 8 ? min : code[pc + 3]!
        const from = at
        let least = at
        let count = 0
        if (set.isAll && !isUtf) {
          count = Math.min(most, end - at)
          at += count
          least = from + min
        } else if (set.isAll && most === 0x7fffffff && min === 0) {
          at = end
        } else {
          while (count < most && at < end) {
            const byte = subject.charCodeAt(at)
            const kind = table[byte]!
            if (kind === 1) at++
            else if (kind === 0) break
            else if (kind === 3 || hasCode(set.set, codeAt(subject, at))) at += sequenceLength(byte)
            else break
            count++
            if (count === min) least = at
          }
          steps -= (at - from) >> 4
        }
        if (count < min) {
          ok = false
          break
        }
        if (code[pc] === 7 && at > least) {
          if (top + 4 > bt.length) bt = growStack()
          bt[top] = 2
          bt[top + 1] = pc + 4
          bt[top + 2] = least
          bt[top + 3] = at
          top += 4
        } else if (code[pc] === 8 && count < code[pc + 3]!) {
          if (top + 4 > bt.length) bt = growStack()
          bt[top] = 3
          bt[top + 1] = pc
          bt[top + 2] = count
          bt[top + 3] = at
          top += 4
        }
        pc += 4
        break
      }
      case 10: // SAVE register: the place
      case 24: // LOOP_START register: zero
      case 38: {
        // HEIGHT register: of the stack
        const register = code[pc + 1]!
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 1
        bt[top + 1] = register
        bt[top + 2] = registers[register]!
        top += 4
        registers[register] = code[pc] === 10 ? at : code[pc] === 24 ? 0 : top
        pc += 2
        break
      }
      case 11: {
        // CLOSE group register: a group has matched
        const slot = 2 * code[pc + 1]!
        if (top + 8 > bt.length) bt = growStack()
        bt[top] = 1
        bt[top + 1] = slot
        bt[top + 2] = registers[slot]!
        bt[top + 4] = 1
        bt[top + 5] = slot + 1
        bt[top + 6] = registers[slot + 1]!
        top += 8
        registers[slot] = registers[code[pc + 2]!]!
        registers[slot + 1] = at
        pc += 3
        break
      }
      case 12: // PLACE place wordSet
        switch (code[pc + 1]) {
          case 0:
            ok = at === 0
            break
          case 1:
            ok = at === end
            break
          case 2:
            ok = at === searchStart
            break
          case 3:
          case 4: {
            const word = sets[code[pc + 2]!]!
            const isBoundary =
              isWordBefore(word, isUtf, subject, at) !== (at < end && isWordAt(word, subject, at))
            ok = isBoundary === (code[pc + 1] === 3)
            break
          }
          case 5:
            ok = at === end || (at === end - 1 && subject.charCodeAt(at) === 10)
            break
          case 6:
            ok = at === 0 || (at < end && subject.charCodeAt(at - 1) === 10)
            break
          case 7:
            ok = at === end || subject.charCodeAt(at) === 10
            break
          case 8:
            ok = isAtLastNewline(p.newline, isUtf, subject, at)
            break
          case 9:
            ok = isAtLineStart(p.newline, isUtf, subject, at)
            break
          case 10:
            ok = isAtLineEnd(p.newline, isUtf, subject, at)
            break
        }
        pc += 3
        break
      case 13: {
        // REFERENCE groups isCaseless
        const group = lists[code[pc + 1]!]!.find((each) => registers[2 * each + 1]! >= 0)
        const behind =
          group === undefined
            ? -1
            : matchReference(
                p,
                subject,
                at,
                registers[2 * group]!,
                registers[2 * group + 1]!,
                code[pc + 2] === 1,
              )
        ok = behind >= 0
        if (ok) {
          steps -= (behind - at) >> 4
          at = behind
        }
        pc += 3
        break
      }
      case 14: // ATOMIC_BEGIN register
      case 16: // LOOK_BEGIN register: the height and the place
      case 18: // NEGATIVE_BEGIN register target: also a choice of the target
        if (top + 12 > bt.length) bt = growStack()
        bt[top] = 1
        bt[top + 1] = code[pc + 1]!
        bt[top + 2] = registers[code[pc + 1]!]!
        top += 4
        if (code[pc] !== 14) {
          bt[top] = 1
          bt[top + 1] = code[pc + 1]! + 1
          bt[top + 2] = registers[code[pc + 1]! + 1]!
          top += 4
          registers[code[pc + 1]! + 1] = at
        }
        registers[code[pc + 1]!] = top
        if (code[pc] === 18) {
          bt[top] = 0
          bt[top + 1] = code[pc + 2]!
          bt[top + 2] = at
          top += 4
          pc++
        }
        pc += 2
        break
      case 15: // ATOMIC_END register: forgets the choices since its beginning
      case 17: // LOOK_END register: also goes back to the place
      case 20: {
        // NEGATIVE_ELSE register target: the same, and jumps
        const base = registers[code[pc + 1]!]!
        if (code[pc] !== 15) at = registers[code[pc + 1]! + 1]!
        top = cut(bt, base, top)
        pc = code[pc] === 20 ? code[pc + 2]! : pc + 2
        break
      }
      case 19: {
        // NEGATIVE_END register: takes everything back, and fails
        const base = registers[code[pc + 1]!]!
        while (top > base) {
          top -= 4
          if (bt[top] === 1) registers[bt[top + 1]!] = bt[top + 2]!
          else if (bt[top] === 9) {
            frame = bt[top + 1]!
            if (bt[top + 2]! >= 0) frames!.length = bt[top + 2]!
          }
        }
        ok = false
        break
      }
      case 21: {
        // BACK count: steps back
        let left = code[pc + 1]!
        if (!isUtf) {
          at -= left
          ok = at >= 0
        } else {
          while (left > 0 && at > 0) {
            at = stepBack(subject, at)
            left--
          }
          ok = left === 0
        }
        pc += 2
        break
      }
      case 22: {
        // BACK_RANGE min max: steps back as far as possible, then less far
        const min = code[pc + 1]!
        const max = code[pc + 2]!
        pc += 3
        let count = 0
        let place = at
        while (count < min && place > 0) {
          place = isUtf ? stepBack(subject, place) : place - 1
          count++
        }
        if (count < min) {
          ok = false
          break
        }
        while (count < max && place > 0) {
          if (top + 4 > bt.length) bt = growStack()
          bt[top] = 0
          bt[top + 1] = pc
          bt[top + 2] = place
          top += 4
          place = isUtf ? stepBack(subject, place) : place - 1
          count++
        }
        at = place
        break
      }
      case 23: // AT register: only at that place
        ok = at === registers[code[pc + 1]!]
        pc += 2
        break
      case 25: {
        // LOOP count min max isLazy exit
        const count = registers[code[pc + 1]!]!
        const exit = code[pc + 5]!
        if (count < code[pc + 2]!) pc += 6
        else if (count >= code[pc + 3]!) pc = exit
        else {
          if (top + 4 > bt.length) bt = growStack()
          const isLazy = code[pc + 4] === 1
          bt[top] = 0
          bt[top + 1] = isLazy ? pc + 6 : exit
          bt[top + 2] = at
          top += 4
          pc = isLazy ? exit : pc + 6
        }
        break
      }
      case 26: // LOOP_ENTER count place
        steps -= FORWARD
        if (top + 8 > bt.length) bt = growStack()
        bt[top] = 1
        bt[top + 1] = code[pc + 1]!
        bt[top + 2] = registers[code[pc + 1]!]!
        bt[top + 4] = 1
        bt[top + 5] = code[pc + 2]!
        bt[top + 6] = registers[code[pc + 2]!]!
        top += 8
        registers[code[pc + 1]!] = registers[code[pc + 1]!]! + 1
        registers[code[pc + 2]!] = at
        pc += 3
        break
      case 27: // LOOP_NEXT count place min loop exit: a round that matched nothing is the last
        pc =
          at === registers[code[pc + 2]!] && registers[code[pc + 1]!]! >= code[pc + 3]!
            ? code[pc + 5]!
            : code[pc + 4]!
        break
      case 28: // NOT_EMPTY register exit: a round that matched nothing is the last
        pc = at === registers[code[pc + 1]!] ? code[pc + 2]! : pc + 3
        break
      case 29: {
        // CALL target group
        frames ??= []
        steps--
        const group = code[pc + 2]!
        for (let i = frame; i >= 0; i = frames[i]!.parent)
          if (frames[i]!.group === group && frames[i]!.at === at) throw new MatchError(MATCH.loop)
        if (frames.length * registers.length > MAX_FRAMES) throw new MatchError(MATCH.heap)
        if (top + 12 > bt.length) bt = growStack()
        bt[top] = 9
        bt[top + 1] = frame
        bt[top + 2] = frames.length
        top += 4
        frames.push({ back: pc + 3, group, at, registers: registers.slice(), parent: frame })
        frame = frames.length - 1
        bt[top] = 1
        bt[top + 1] = boundary
        bt[top + 2] = registers[boundary]!
        bt[top + 4] = 1
        bt[top + 5] = boundary + 1
        bt[top + 6] = registers[boundary + 1]!
        top += 8
        registers[boundary] = registers[boundary + 1] = top
        pc = code[pc + 1]!
        break
      }
      case 30: {
        // RETURN_IF group isFinal: ends the call in progress, if it is one of this group, perhaps with its choices
        const call = frame < 0 ? undefined : frames![frame]!
        if (call === undefined || call.group !== code[pc + 1]) {
          pc += 3
          break
        }
        if (code[pc + 2] === 1) top = cut(bt, registers[boundary]!, top)
        // All but the match's beginning, which \K may have moved, is as it was before the call.
        for (let i = 1; i < registers.length; i++) {
          if (registers[i] === call.registers[i]) continue
          if (top + 4 > bt.length) bt = growStack()
          bt[top] = 1
          bt[top + 1] = i
          bt[top + 2] = registers[i]!
          top += 4
          registers[i] = call.registers[i]!
        }
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 9
        bt[top + 1] = frame
        bt[top + 2] = -1
        top += 4
        frame = call.parent
        pc = call.back
        break
      }
      case 31: {
        // IF_GROUPS groups else
        const isSet = lists[code[pc + 1]!]!.some((group) => registers[2 * group + 1]! >= 0)
        pc = isSet ? pc + 3 : code[pc + 2]!
        break
      }
      case 32: {
        // IF_RECURSION groups else
        const called = frame < 0 ? -2 : frames![frame]!.group
        const isIn = lists[code[pc + 1]!]!.some((group) => (group === -1 ? called >= 0 : group === called))
        pc = isIn ? pc + 3 : code[pc + 2]!
        break
      }
      case 33: // COMMIT
      case 34: // PRUNE
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = code[pc] === 33 ? 4 : 5
        bt[top + 1] = registers[boundary]!
        top += 4
        pc++
        break
      case 35: {
        // SKIP mark: to here, or to where the mark was passed
        let place = at
        if (code[pc + 1]! >= 0) {
          const name = p.marks[code[pc + 1]!]
          let i = top - 4
          while (i >= 0 && (bt[i] !== 8 || p.marks[bt[i + 1]!] !== name)) i -= 4
          place = i < 0 ? -1 : bt[i + 2]!
        }
        pc += 2
        if (place < 0) break
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 6
        bt[top + 1] = registers[boundary]!
        bt[top + 2] = place
        top += 4
        break
      }
      case 36: {
        // THEN register: to the next of the alternatives begun at this height
        const height = code[pc + 1]! < 0 ? 0 : Math.max(0, registers[code[pc + 1]!]!)
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 7
        bt[top + 1] = Math.max(height, registers[boundary + 1]!)
        top += 4
        pc += 2
        break
      }
      case 37: // MARK mark
        if (top + 4 > bt.length) bt = growStack()
        bt[top] = 8
        bt[top + 1] = code[pc + 1]!
        bt[top + 2] = at
        top += 4
        pc += 2
        break
      case 39: {
        // NEWLINE
        const behind = newlineSequenceEnd(p.isBsrAnyCrlf, isUtf, subject, at)
        ok = behind >= 0
        if (ok) at = behind
        pc++
        break
      }
      case 40: // GRAPHEME
        ok = at < end
        if (ok) at = isUtf ? graphemeEnd(subject, at) : subject.startsWith("\r\n", at) ? at + 2 : at + 1
        pc++
        break
      case 41: // ANY_BYTE
        ok = at < end
        at++
        pc++
        break
      case 44: // GO register: back to the place of an assertion, keeping its choices
        at = registers[code[pc + 1]! + 1]!
        pc += 2
        break
      case 42: // BOUNDARY_BEGIN register boundary: verbs do not reach further
      case 43: {
        // BOUNDARY_END register boundary
        const saved = code[pc + 1]!
        const used = code[pc + 2]!
        if (top + 8 > bt.length) bt = growStack()
        bt[top] = 1
        bt[top + 1] = used
        bt[top + 2] = registers[used]!
        bt[top + 4] = 1
        bt[top + 5] = saved
        bt[top + 6] = registers[saved]!
        top += 8
        if (code[pc] === 43) registers[used] = registers[saved]!
        else {
          registers[saved] = registers[used]!
          registers[used] = top
        }
        pc += 3
        break
      }
    }
    if (ok) continue

    // Takes back what was done since the last choice, and takes the other way there.
    if (--steps < 0) throw new MatchError(MATCH.limit)
    for (;;) {
      if (top === 0) {
        budget.steps = steps
        return 0
      }
      top -= 4
      const kind = bt[top]!
      if (kind === 1) {
        registers[bt[top + 1]!] = bt[top + 2]!
        continue
      }
      if (kind === 0) {
        pc = bt[top + 1]!
        at = bt[top + 2]!
        break
      }
      if (kind === 2) {
        const least = bt[top + 2]!
        at = bt[top + 3]!
        pc = bt[top + 1]!
        // The places where what follows cannot match are passed over.
        const next = code[pc] === 4 ? code[pc + 1]! : -1
        const from = at
        do {
          at--
          if (isUtf) while ((subject.charCodeAt(at) & 0xc0) === 0x80 && at > least) at--
        } while (next >= 0 && at > least && subject.charCodeAt(at) !== next)
        steps -= (from - at) >> 4
        if (at > least) {
          bt[top + 3] = at
          top += 4
        }
        break
      }
      if (kind === 3) {
        const instruction = bt[top + 1]!
        const set = sets[code[instruction + 1]!]!
        const most = code[instruction + 3]!
        let count = bt[top + 2]!
        at = bt[top + 3]!
        pc = instruction + 4
        const next = code[pc] === 4 ? code[pc + 1]! : -1
        const from = at
        let found = false
        while (count < most && at < end) {
          const byte = subject.charCodeAt(at)
          const member = set.table[byte]!
          if (member === 1) at++
          else if (member === 0) break
          else if (member === 3 || hasCode(set.set, codeAt(subject, at))) at += sequenceLength(byte)
          else break
          count++
          if (next < 0 || (at < end && subject.charCodeAt(at) === next)) {
            found = true
            break
          }
        }
        steps -= (at - from) >> 4
        if (!found) continue
        if (count < most) {
          bt[top + 2] = count
          bt[top + 3] = at
          top += 4
        }
        break
      }
      if (kind === 9) {
        frame = bt[top + 1]!
        if (bt[top + 2]! >= 0) frames!.length = bt[top + 2]!
        continue
      }
      if (kind === 8) continue
      // A verb: everything down to its boundary is given up.
      const height = bt[top + 1]!
      const place = bt[top + 2]!
      if (height === 0) {
        budget.steps = steps
        if (kind === 4) return 2
        if (kind !== 6) return 0
        skipPlace = place
        return 3
      }
      while (top > height) {
        top -= 4
        const undone = bt[top]!
        if (undone === 1) registers[bt[top + 1]!] = bt[top + 2]!
        else if (undone === 9) {
          frame = bt[top + 1]!
          if (bt[top + 2]! >= 0) frames!.length = bt[top + 2]!
        }
      }
    }
  }
}
