#!/bin/sh
# What every pipeline of kefu does, one verb a step; the files for GitHub, GitLab, Jenkins and the others only call it.
# Copy to ci/kefu/ in the repository; docs/ci.md tells what to set up. It is for one official account: examples/scale has many.
#
#   install          installs the kefu of ci/kefu/package-lock.json; does nothing where there is a kefu already
#   fresh            checks out the branch as it is now: the state file may be newer than the commit of this run
#   validate         checks the config, without secret and without network
#   plan             plans into $KEFU_OUT: plan.json, plan.md, plan.html, notices for group robots; ends with kefu's exit code
#   has-changes      ends with 0 when that plan has something to do, with 1 when it has not
#   approved DIGEST  ends with 6 unless that plan is the one with this content digest, which its comment shows
#   comment          writes plan.md, or why there is no plan, into the merge request
#   apply            applies exactly that plan, keeps the state, ends with kefu's exit code; lays what the apply left, also its
#                    inverse, into $KEFU_OUT/records, for the system to keep
#   keep             commits state files and history, and pushes them
#   drift            looks whether anything differs: 0 nothing does, 2 something does, any other: nobody could look
#   notify           posts the notices to the group robots whose addresses are set
#   announce         the same after plan or drift, only where a person has something to do: changes, or nobody could plan or look
#
# Variables, with what holds when they are not set:
#   KEFU_CONFIG=kefu.yaml  KEFU_BRANCH=main  KEFU_OUT=kefu-out  KEFU_PUSH_URL=origin
#   KEFU_COMMENT_TOKEN     may write comments; KEFU_COMMENT_AUTHOR: whose comment is renewed, else each is a new one
#   KEFU_PULL_REQUEST      number of the pull request on GitHub, Gitea and Forgejo
#   KEFU_CODEUP_ORGANIZATION  KEFU_CODEUP_REPOSITORY    ids; the comment goes to the open change request of the branch on Codeup
#   KEFU_WECOM_URL  KEFU_DINGTALK_URL  KEFU_FEISHU_URL  addresses of group robots; each is a credential
#   KEFU_DINGTALK_SECRET  KEFU_FEISHU_SECRET            what they are signed with, where the robot wants that
set -eu

config=${KEFU_CONFIG:-kefu.yaml}
branch=${KEFU_BRANCH:-main}
out=${KEFU_OUT:-kefu-out}
remote=${KEFU_PUSH_URL:-origin}
here=${0%/*}
if [ "$here" = "$0" ]; then here=.; fi
if [ -x "$here/node_modules/.bin/kefu" ]; then PATH=$(cd "$here" && pwd)/node_modules/.bin:$PATH; fi

say() { printf 'kefu-ci: %s\n' "$*" >&2; }

fail() {
  code=$1
  shift
  say "$*"
  exit "$code"
}

install() {
  if command -v kefu >/dev/null 2>&1; then return 0; fi
  npm ci --ignore-scripts --no-audit --no-fund --prefix "$here"
}

fresh() {
  git fetch --quiet "$remote" "$branch"
  git checkout --quiet --detach FETCH_HEAD
}

validate() {
  begin
  set -- --output "sarif=$out/validate.sarif" --output "gitlab-codequality=$out/validate.codequality.json"
  if [ -n "${GITHUB_OUTPUT:-}" ]; then set -- "$@" --output github-annotations=-; fi
  kefu validate "$config" "$@"
}

# No result of an earlier run may be taken for one of this run.
begin() {
  mkdir -p "$out"
  rm -f "$out"/plan.* "$out"/apply.* "$out"/validate.* "$out"/notice.* "$out"/result.env
  rm -rf "$out/records"
}

plan() {
  begin
  status=0
  plan_into plan --out "$out/plan.json" || status=$?
  tell_result
  return "$status"
}

# Plans with every output; more flags of kefu may follow the name of the files.
plan_into() {
  name=$1
  shift
  set -- "$@" \
    --output "markdown=$out/$name.md" --output "html=$out/$name.html" --output "junit=$out/$name.junit.xml" \
    --output "sarif=$out/$name.sarif" --output "gitlab-report=$out/$name.report.json" \
    --output "gitlab-codequality=$out/$name.codequality.json" --output "github-output=$out/result.env"
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then set -- "$@" --output "github-summary=$GITHUB_STEP_SUMMARY"; fi
  with_notices kefu plan "$config" "$@"
}

with_notices() {
  "$@" --output "wecom-robot=$out/notice.wecom.json" --output "dingtalk-robot=$out/notice.dingtalk.json" \
    --output "feishu-robot=$out/notice.feishu.json"
}

# What a later step may ask; where kefu itself could not start, that is a result too.
tell_result() {
  if [ ! -f "$out/result.env" ]; then printf 'failed=true\nhas-changes=false\n' >"$out/result.env"; fi
  if [ -n "${GITHUB_OUTPUT:-}" ]; then cat "$out/result.env" >>"$GITHUB_OUTPUT"; fi
}

has_changes() {
  grep -qx 'has-changes=true' "$out/result.env"
}

approved() {
  wanted=${1:-}
  # shellcheck disable=SC2016
  made=$(sed -n 's/^[^`]* `\(sha256:[0-9a-f]\{64\}\)` · .*/\1/p' "$out/plan.md" | tail -n 1)
  if [ -n "$made" ] && [ "$made" = "$wanted" ]; then return 0; fi
  fail 6 "What would be done now is not what was approved: its content digest is ${made:-not known}. Look at it and approve that."
}

apply() {
  if [ ! -f "$out/plan.json" ]; then fail 3 "There is no plan in $out: run plan first, and hand the folder on."; fi
  if [ -f "$out/result.env" ] && ! has_changes; then
    say 'No changes: nothing to apply.'
    return 0
  fi
  set -- "$out/plan.json" --auto-approve --output "markdown=$out/apply.md" --output "html=$out/apply.html" \
    --output "junit=$out/apply.junit.xml"
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then set -- "$@" --output "github-summary=$GITHUB_STEP_SUMMARY"; fi
  rm -f "$out"/apply.* "$out"/notice.*
  rm -rf "$out/records"
  : >"$out/begun"
  status=0
  with_notices kefu apply "$@" || status=$?
  # Whatever became of the apply: the state file and the history tell the next run.
  keep || {
    say "The state could not be pushed to $branch: keep it from this run's files, or the next run does not know what was done."
    if [ "$status" -eq 0 ]; then status=1; fi
  }
  lay_records || say "What the apply left could not be copied to $out/records."
  return "$status"
}

# State, history and the inverse that this apply wrote: an older one, of a folder that is used again, would take back another.
lay_records() {
  state=${KEFU_STATE:-${config%.*}.state.json}
  name=${config##*/}
  case $state in *.json) ;; *) state=$state/${name%.*}.state.json ;; esac
  base=${state%.state.json}
  mkdir -p "$out/records"
  for file in "$state" "$base.history.jsonl"; do
    if [ -f "$file" ]; then cp "$file" "$out/records/" || return 1; fi
  done
  for file in "$base".inverse.json "$base".inverse-*.json; do
    if [ ! -f "$file" ] || [ -z "$(find "$file" -newer "$out/begun")" ]; then continue; fi
    cp "$file" "$out/records/" || return 1
    if [ -d "$base.inverse" ]; then cp -R "$base.inverse" "$out/records/" || return 1; fi
  done
  rm -f "$out/begun"
}

keep() {
  export GIT_AUTHOR_NAME=kefu GIT_AUTHOR_EMAIL=kefu@localhost GIT_COMMITTER_NAME=kefu GIT_COMMITTER_EMAIL=kefu@localhost
  mkdir -p "$out" || return 1
  changed_records >"$out/changed" || return 1
  while IFS= read -r file; do git add -- "$file" || return 1; done <"$out/changed"
  rm -f "$out/changed"
  if git diff --cached --quiet; then return 0; fi
  git commit --quiet --message 'Record what kefu applied [skip ci]' || return 1
  for attempt in 1 2 3; do
    if git push --quiet "$remote" "HEAD:$branch"; then return 0; fi
    say "$branch moved, attempt $attempt"
    git fetch --quiet "$remote" "$branch" || return 1
    git rebase --quiet FETCH_HEAD || return 1
  done
  return 1
}

changed_records() {
  set -- '*.state.json' '*.history.jsonl'
  # What lies in our own folder are copies.
  case $out in /*) ;; *) set -- "$@" ":(exclude)$out" ;; esac
  git -c core.quotePath=false ls-files --modified --others --exclude-standard -- "$@"
}

drift() {
  begin
  status=0
  plan_into plan --out "$out/plan.json" --detailed-exitcode || status=$?
  case $status in
    0) found=nothing ;;
    2 | 5) found=changes ;;
    *) found=failure ;;
  esac
  tell_result
  printf 'drift=%s\n' "$found" | tee -a "$out/result.env" >>"${GITHUB_OUTPUT:-/dev/null}"
  case $found in
    nothing) say 'The accounts are as the config says.' ;;
    changes) say "Something differs from the config; $(changed_elsewhere)." ;;
    failure) say "Nobody could look: kefu ended with exit $status. This says nothing about the accounts." ;;
  esac
  return "$status"
}

changed_elsewhere() {
  if [ ! -f "$out/plan.json" ]; then
    printf 'the plan tells what\n'
    return 0
  fi
  node -e '
    const { resource_drift: found = [] } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const elsewhere = found.filter(({ why }) => why === "elsewhere").length;
    console.log(elsewhere ? elsewhere + " field(s) were changed elsewhere since the last apply" : "nothing that was applied was changed elsewhere: the config is newer than the last apply, or nothing is recorded");
  ' "$out/plan.json"
}

comment() {
  text=$out/plan.md
  if [ -z "${KEFU_COMMENT_TOKEN:-${CNB_TOKEN:-}}" ]; then fail 3 'KEFU_COMMENT_TOKEN is not set.'; fi
  if [ ! -f "$text" ]; then
    mkdir -p "$out"
    printf '<!-- kefu plan -->\n## kefu · Could not plan\n\nkefu did not start: see the log of this run.\n' >"$text"
  fi
  if [ -n "${CNB_API_ENDPOINT:-}" ]; then
    comments=$CNB_API_ENDPOINT/$CNB_REPO_SLUG/-/pulls/$CNB_PULL_REQUEST_IID/comments
    header="Authorization: Bearer ${KEFU_COMMENT_TOKEN:-${CNB_TOKEN:-}}"
    request POST "$comments" "$header" 'Accept: application/vnd.cnb.api+json'
  elif [ -n "${GITEE_PULL_ID:-}" ]; then
    # KEFU_REPOSITORY: owner/name, which no documented variable of Gitee Go gives.
    comments=${KEFU_API_URL:-https://gitee.com/api/v5}/repos/$KEFU_REPOSITORY/pulls/$GITEE_PULL_ID/comments
    request POST "$comments?access_token=$KEFU_COMMENT_TOKEN" 'Accept: application/json'
  elif [ -n "${GITLAB_CI:-}" ]; then
    notes=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes
    renew "$notes" "$notes" PUT "PRIVATE-TOKEN: $KEFU_COMMENT_TOKEN"
  elif [ "${GITHUB_ACTIONS:-}" = true ]; then
    issues=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues
    renew "$issues/$KEFU_PULL_REQUEST/comments" "$issues/comments" PATCH "Authorization: Bearer $KEFU_COMMENT_TOKEN"
  elif [ -n "${KEFU_CODEUP_ORGANIZATION:-}" ]; then
    comment_on_codeup "${KEFU_API_URL:-https://openapi-rdc.aliyuncs.com}/oapi/v1/codeup/organizations/$KEFU_CODEUP_ORGANIZATION"
  else
    say "No merge request to comment on: the plan is in $out."
  fi
}

# Flow has no variable for the number of a change request: it is the newest open one of this branch.
comment_on_codeup() {
  header="x-yunxiao-token: $KEFU_COMMENT_TOKEN"
  request GET "$1/changeRequests?projectIds=$KEFU_CODEUP_REPOSITORY&state=opened&orderBy=updated_at&sort=desc&page=1&perPage=100" \
    "$header" >"$out/requests.json"
  id=$(node -e '
    const requests = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const ours = requests.find(({ sourceBranch }) => sourceBranch === process.env.CI_COMMIT_REF_NAME);
    console.log(Number.isSafeInteger(ours?.localId) ? ours.localId : "");
  ' "$out/requests.json")
  rm -f "$out/requests.json"
  if [ -z "$id" ]; then fail 1 "There is no open change request of the branch ${CI_COMMIT_REF_NAME:-(CI_COMMIT_REF_NAME is not set)}."; fi
  request POST "$1/repositories/$KEFU_CODEUP_REPOSITORY/changeRequests/$id/comments" "$header"
}

# Renews the comment that begins with the same hidden line, if it is our own, else writes one.
renew() {
  list=$1 one=$2 method=$3 header=$4
  id=
  if [ -n "${KEFU_COMMENT_AUTHOR:-}" ]; then id=$(own_comment "$list" "$header"); fi
  if [ -n "$id" ]; then
    request "$method" "$one/$id" "$header"
  else
    request POST "$list" "$header"
  fi
}

own_comment() {
  page=1
  while [ "$page" -le 20 ]; do
    request GET "$1?per_page=100&page=$page" "$2" >"$out/comments.json"
    found=$(node -e '
      const { readFileSync } = require("fs");
      const [marker] = readFileSync(process.argv[2], "utf8").split("\n");
      const comments = JSON.parse(readFileSync(process.argv[1], "utf8"));
      const isOurs = ({ body, user, author }) =>
        [user?.login, author?.username].includes(process.env.KEFU_COMMENT_AUTHOR) && body.startsWith(marker);
      const own = comments.find(isOurs);
      console.log(own ? own.id : comments.length < 100 ? "none" : "more");
    ' "$out/comments.json" "$text")
    rm -f "$out/comments.json"
    case $found in
      none) return 0 ;;
      more) page=$((page + 1)) ;;
      *) printf '%s\n' "$found" && return 0 ;;
    esac
  done
}

# METHOD URL HEADER…: sends the text as {"body": …}, to Codeup in its own form. Address and headers, which may hold a token, are no arguments of curl.
request() {
  method=$1 url=$2
  shift 2
  if [ "$method" != GET ]; then
    node -e '
      const body = require("fs").readFileSync(process.argv[1], "utf8");
      const onCodeup = { comment_type: "GLOBAL_COMMENT", content: body, draft: false, resolved: false };
      console.log(JSON.stringify(process.argv[2].includes("/oapi/v1/codeup/") ? onCodeup : { body }));
    ' "$text" "${url%%\?*}" >"$out/body.json"
  fi
  status=0
  {
    printf 'url = "%s"\nrequest = "%s"\nheader = "Content-Type: application/json"\n' "$url" "$method"
    for header in "$@"; do printf 'header = "%s"\n' "$header"; done
    if [ "$method" != GET ]; then printf 'data-binary = "@%s"\n' "$out/body.json"; fi
  } | curl --silent --show-error --fail --max-time 60 --config - >"$out/answer.json" || status=$?
  if [ "$method" = GET ]; then cat "$out/answer.json"; fi
  rm -f "$out/body.json" "$out/answer.json"
  if [ "$status" -ne 0 ]; then say "The comment could not be read or written ($method, curl $status)."; fi
  return "$status"
}

# A group that could not be told is no reason to fail.
notify() {
  post wecom "${KEFU_WECOM_URL:-}" ''
  post dingtalk "${KEFU_DINGTALK_URL:-}" "${KEFU_DINGTALK_SECRET:-}"
  post feishu "${KEFU_FEISHU_URL:-}" "${KEFU_FEISHU_SECRET:-}"
}

announce() {
  quiet=has-changes=false
  if grep -qs '^drift=' "$out/result.env"; then quiet=drift=nothing; fi
  if grep -qsx "$quiet" "$out/result.env" && ! grep -qx 'failed=true' "$out/result.env"; then return 0; fi
  notify
}

post() {
  robot=$1 url=$2 secret=$3
  if [ -z "$url" ]; then return 0; fi
  notice=$out/notice.$robot.json
  if [ ! -f "$notice" ]; then
    say "There is no notice for $robot."
    return 0
  fi
  case $url in
    *[\"\\]* | *[[:space:]]*) url= ;;
    http://* | https://*) ;;
    *) url= ;;
  esac
  if [ -z "$url" ]; then
    say "What is set as the address of $robot is none."
    return 0
  fi
  if [ -n "$secret" ]; then
    url=$(KEFU_ROBOT_URL=$url KEFU_ROBOT_SECRET=$secret node -e "$signing" "$robot" "$notice" "$out/signed.json")
    notice=$out/signed.json
  fi
  printf 'url = "%s"\nheader = "Content-Type: application/json"\ndata-binary = "@%s"\n' "$url" "$notice" |
    curl --silent --show-error --max-time 20 --config - >"$out/answer.json" || true
  # The robots answer errors with HTTP 200, too.
  if ! grep -Eqs '"(errcode|code|StatusCode)" *: *0 *[,}]' "$out/answer.json"; then refused "$robot" "$out/answer.json"; fi
  rm -f "$out/signed.json" "$out/answer.json"
}

refused() {
  # shellcheck disable=SC2016
  node -e '
    const { readFileSync } = require("fs");
    let answer = {};
    try { answer = JSON.parse(readFileSync(process.argv[2], "utf8")); } catch {}
    console.error(`kefu-ci: ${process.argv[1]} did not take the notice: ${answer.errcode ?? answer.code ?? "no answer"} ${String(answer.errmsg ?? answer.msg ?? "").slice(0, 200)}`);
  ' "$1" "$2"
}

# Prints the address to post to, and writes what to post. DingTalk: milliseconds, key = secret, signs "time\nsecret", in the query.
# Feishu: seconds, key = "time\nsecret", signs nothing, in the body.
# shellcheck disable=SC2016
signing='
  const { createHmac } = require("crypto");
  const { readFileSync, writeFileSync } = require("fs");
  const [robot, notice, signed] = process.argv.slice(1);
  const { KEFU_ROBOT_URL: url, KEFU_ROBOT_SECRET: secret } = process.env;
  const hmac = (key, text) => createHmac("sha256", key).update(text).digest("base64");
  const body = JSON.parse(readFileSync(notice, "utf8"));
  const address = new URL(url);
  if (robot === "dingtalk") {
    const timestamp = String(Date.now());
    address.searchParams.set("timestamp", timestamp);
    address.searchParams.set("sign", hmac(secret, `${timestamp}\n${secret}`));
  }
  if (robot === "feishu") {
    body.timestamp = String(Math.floor(Date.now() / 1000));
    body.sign = hmac(`${body.timestamp}\n${secret}`, "");
  }
  writeFileSync(signed, JSON.stringify(body));
  console.log(address.href);
'

verb=${1:-}
if [ $# -gt 0 ]; then shift; fi
case $verb in
  install | fresh | validate | plan | comment | apply | keep | drift | notify | announce) "$verb" ;;
  has-changes) has_changes ;;
  approved) approved "$@" ;;
  *) fail 3 "There is no verb \"$verb\"; the head of $0 lists them." ;;
esac
