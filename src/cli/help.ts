/** The table of exit codes under `kefu --help`. */
export const exitCodeHelp = `
Exit codes:
  0    done; for plan also when there are changes; declining the prompt
  1    internal error; WeChat can't be reached; another apply holds the lock
  2    with --detailed-exitcode: there are (plan) or were (apply) changes
  3    usage, configuration or validation fault: nothing was sent
  4    authentication or permission
  5    held by a guard
  6    the accounts changed since the plan
  7    partial: some changes failed, all outcomes are known
  8    at least one outcome is unknown
  9    WeChat's quota is used up
  10   confirmation needed: no terminal and no --auto-approve
  130  stopped by Ctrl-C, report written (143: by SIGTERM)

Start with:
  $ kefu init          write a commented kefu.yaml
  $ kefu emulator      try it without a WeChat account
`;
