# Made by npm run generate from cli/option_table.ts.
# To be sourced, or put into /usr/share/bash-completion/completions under the name slua.

_slua() {
  local IFS=$'\n' i word
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  # --option=value comes as three words.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $prev == "=" ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  # Behind the first word that is no option come scripts and their arguments.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case $word in
      --)
        COMPREPLY=($(compgen -f -- "$cur"))
        return
        ;;
      -p|--port|-w|--worker|-wp|--worker-pool|-h|--handler|-hp|--handler-pool|-mj|--max-jobs|-mr|--max-results|-sh|-sm|--shared-memory|-sp|--shared-page|--job-retries|--job-timeout|--grace|--stats|--stats-json|--metrics|--bind|-su|--setuid|--ssl-cert|--ssl-key|--ssl-passphrase-file|--idle-timeout|--busy-idle|--read-timeout|--write-timeout|--handshake-timeout|--max-line|--max-read|--max-connections|--max-per-ip|--backlog|--access-log|--pid-file|--unix-mode|--trust)
        [[ ${COMP_WORDS[i + 1]} == "=" ]] && ((i++))
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
    -w|--worker|-h|--handler|--stats-json|--ssl-cert|--ssl-key|--ssl-passphrase-file|--access-log|--pid-file)
      COMPREPLY=($(compgen -f -- "$cur"))
      return
      ;;
    -su|--setuid)
      COMPREPLY=($(compgen -u -- "$cur"))
      return
      ;;
    -p|--port|-wp|--worker-pool|-hp|--handler-pool|-mj|--max-jobs|-mr|--max-results|-sh|-sm|--shared-memory|-sp|--shared-page|--job-retries|--job-timeout|--grace|--stats|--metrics|--bind|--idle-timeout|--busy-idle|--read-timeout|--write-timeout|--handshake-timeout|--max-line|--max-read|--max-connections|--max-per-ip|--backlog|--unix-mode|--trust)
      return
      ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(IFS=" " compgen -W "-p --port -w --worker -wp --worker-pool -h --handler -hp --handler-pool -mj --max-jobs -mr --max-results -sh -sm --shared-memory -sp --shared-page --job-retries --job-timeout --grace --stats --stats-json --metrics -i --interactive --debug -? --help --version --bind -su --setuid --ssl-cert --ssl-key --ssl-passphrase-file --idle-timeout --busy-idle --read-timeout --write-timeout --handshake-timeout --max-line --max-read --max-connections --max-per-ip --backlog --access-log --pid-file --unix-mode --proxy-protocol --trust" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}

complete -o filenames -F _slua slua
