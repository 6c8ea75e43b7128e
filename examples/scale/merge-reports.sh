#!/bin/sh
# Joins what the shards left, reports/1-of-3.json and so on, into the one report. A shard that was killed leaves none: what
# the others did is told all the same, and exit 8 says that nobody knows the rest.
# Copy to ci/ in the repository. Arguments go to kefu, for instance --output html=report.html.
set -eu

total=
for report in reports/*-of-*.json; do
  if [ ! -e "$report" ]; then
    echo 'No shard left a report in reports/.' >&2
    exit 8
  fi
  of=${report##*-of-}
  of=${of%.json}
  if [ "${total:-$of}" != "$of" ]; then
    echo "reports/ holds reports of different runs: some of $total shards, some of $of. Empty it and run again." >&2
    exit 3
  fi
  total=$of
  set -- "$@" "$report"
done

status=0
kefu report merge "$@" || status=$?

missing=
part=1
while [ "$part" -le "$total" ]; do
  if [ ! -e "reports/$part-of-$total.json" ]; then missing="$missing $part/$total"; fi
  part=$((part + 1))
done
if [ -n "$missing" ]; then
  echo "No report of the shards$missing: what became of their official accounts is not known. Plan again, and apply that." >&2
  exit 8
fi
exit "$status"
