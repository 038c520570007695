/**
 * The labels in scope and the gotos and breaks that wait for one, as the two lists of lparser.c's
 * Dyndata. `active` counts the local variables in scope at a place: a jump may not raise it.
 */
import type { LabelInfo } from "./ast.ts"
import type { Jump } from "./facts.ts"

export interface Label {
  readonly nameId: number
  readonly line: number
  readonly active: number
  readonly info: LabelInfo
}

/** A goto, or a break (`jump` null), that has found no label yet. */
export interface PendingGoto {
  readonly nameId: number
  readonly line: number
  /** Falls as the blocks around the goto end. */
  active: number
  readonly jump: Jump | null
}

export class Labels {
  readonly labels: Label[] = []
  readonly gotos: PendingGoto[] = []

  /**
   * Gives a label to the gotos from `first` on that wait for it. Stops at one that would jump into
   * the scope of a variable, and returns that.
   */
  solve(label: Label, first: number): PendingGoto | null {
    let kept = first
    for (let i = first; i < this.gotos.length; i++) {
      const pending = this.gotos[i]!
      if (pending.nameId !== label.nameId) this.gotos[kept++] = pending
      else if (pending.active < label.active) return pending
      else if (pending.jump !== null) pending.jump.label = label.info
    }
    this.gotos.length = kept
    return null
  }

  /** Ends a block: its labels vanish, its waiting gotos pass to the block around it. */
  leave(firstLabel: number, firstGoto: number, active: number): void {
    this.labels.length = firstLabel
    for (let i = firstGoto; i < this.gotos.length; i++) this.gotos[i]!.active = active
  }
}
