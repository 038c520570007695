/** \X: extended grapheme clusters, which Intl.Segmenter finds. */
import { codeAt, sequenceLength } from "./source.ts"

let segmenter: Intl.Segmenter | undefined
/** Characters that are looked at first; clusters are longer only in contrived texts. */
const WINDOW = 32

/** Where the cluster that begins at a place of a UTF-8 text ends. */
export function graphemeEnd(subject: string, at: number): number {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" })
  for (let window = WINDOW; ; window *= 4) {
    let text = ""
    let place = at
    for (let i = 0; i < window && place < subject.length; i++) {
      text += String.fromCodePoint(codeAt(subject, place))
      place += sequenceLength(subject.charCodeAt(place))
    }
    const cluster = segmenter.segment(text)[Symbol.iterator]().next().value!.segment
    if (cluster.length === text.length && place < subject.length) continue
    return at + Buffer.byteLength(cluster)
  }
}
