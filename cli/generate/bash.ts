/** Completion for bash. */
import { namesOf, NOTE } from "./option.ts"

const list = (names: string[]) => names.join("|")

export function bashCompletion(): string {
  const all = namesOf("none", "file", "user", "other").join(" ")
  return `# ${NOTE}
# To be sourced, or put into /usr/share/bash-completion/completions under the name slua.

_slua() {
  local IFS=$'\\n' i word
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # --option=value comes as three words.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $prev == "=" ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  # Behind the first word that is no option come scripts and their arguments.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      --)
        COMPREPLY=($(compgen -f -- "$cur"))
        return
        ;;
      ${list(namesOf("file", "user", "other"))})
        [[ \${COMP_WORDS[i + 1]} == "=" ]] && ((i++))
        ((i++))
        ;;
      -*) ;;
      *)
        COMPREPLY=($(compgen -f -- "$cur"))
        return
        ;;
    esac
  done
  case $prev in
    ${list(namesOf("file"))})
      COMPREPLY=($(compgen -f -- "$cur"))
      return
      ;;
    ${list(namesOf("user"))})
      COMPREPLY=($(compgen -u -- "$cur"))
      return
      ;;
    ${list(namesOf("other"))})
      return
      ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(IFS=" " compgen -W "${all}" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}

complete -o filenames -F _slua slua
`
}
