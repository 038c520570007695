/** The manual page. */
import { version } from "../../package.json"
import { type OptionRow, ROWS } from "../option_table.ts"
import { NOTE } from "./option.ts"

/** Text of a line: what roff would take for its own is escaped. */
const escaped = (text: string) =>
  text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("'", "\\(aq").replace(/^\./, "\\&.")

function optionEntry({ short, long, value, help }: OptionRow): string {
  const names = [...short, long].map((name) => `\\fB${escaped(name)}\\fR`).join(", ")
  const argument = value === undefined ? "" : ` \\fI${value}\\fR`
  return `.TP\n${names}${argument}\n${escaped(help[0]!.toUpperCase() + help.slice(1))}.\n`
}

const entries = (isNet: boolean) =>
  ROWS.filter((row) => (row.isNet === true) === isNet)
    .map(optionEntry)
    .join("")

export function manPage(): string {
  return `.\\" ${NOTE}
.TH SLUA 1 "2026" "slua ${version}" "User commands"
.SH NAME
slua \\- Lua 5.4, alone or in many threads that exchange jobs
.SH SYNOPSIS
.B slua
[\\fIoptions\\fR] \\fIscript\\fR|\\fIcode\\fR [\\fIargument\\fR ...]
.br
.B slua
[\\fIoptions\\fR] \\fIhandler worker\\fR
.br
.B slua
[\\fIoptions\\fR] \\fB\\-p\\fR \\fIPORT\\fR \\fIhandler\\fR [\\fIworker\\fR]
.br
.B slua lua
[\\fIoptions of lua(1)\\fR]
.SH DESCRIPTION
A word that names a file is a script; another one is Lua code.
The script
.B \\-
is standard input.
Options come first;
.B \\-\\-
ends them.
Without any word, on a terminal, slua prompts for Lua.
.PP
With one script there is one Lua process, like
.BR lua (1)
with more in its libraries.
With a handler and a worker (two words, the second of which is the path of a
.I *.lua
file, or both of which are code) there are threads: the handler submits jobs with
.BR work.submit ,
the workers answer them.
With
.BR \\-p ,
the handler serves one client, and is run for each connection.
.PP
As
.BR "slua lua" ,
or when it is called
.BR lua ,
it takes the options of the stand\\-alone interpreter of Lua 5.4 and behaves like it.
.SH OPTIONS
${entries(false)}.SS With \\-p, or \\-\\-bind unix:PATH
${entries(true)}.SH EXIT STATUS
0, or what the script gives to
.BR os.exit ;
1 after an error that nobody caught; 2 for wrong arguments; 128 and a signal's number after that signal.
.SH ENVIRONMENT
.TP
.BR LUA_PATH ,\\  LUA_PATH_5_4
Where
.B require
looks for modules.
.TP
.B NO_COLOR
If it is set and not empty: no colours.
.TP
.B SLUA_HISTORY
File with the history of the interactive mode; none if it is empty.
.SH FILES
.TP
.IR ~/.slua_history ", or " $XDG_STATE_HOME/slua/history
What was entered in interactive mode: the last 1000 entries.
.SH EXAMPLES
.nf
slua \\(aqprint("hello world")\\(aq
slua handler.lua worker.lua <input
slua \\-p 7000 \\-hp 16 server.lua
.fi
.SH SEE ALSO
.BR lua (1)
`
}
