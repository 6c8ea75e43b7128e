# The same script in Python, as people write it: requests and yaml, one call after another.
import json
import os
import sys

import requests
import yaml

verb, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    config = yaml.safe_load(file)
base = os.environ["KEFU_ENDPOINT"]
official = config["officialAccount"]


def call(url, body):
    data = json.dumps(body, ensure_ascii=False).encode()
    answer = requests.post(base + url, data=data).json()
    if answer.get("errcode"):
        raise SystemExit(answer)
    return answer


token = call("/cgi-bin/stable_token", {
    "grant_type": "client_credential",
    "appid": official["appId"],
    "secret": os.environ["KEFU_APP_SECRET"],
})["access_token"]
rows = requests.get(f"{base}/cgi-bin/customservice/getkflist?access_token={token}").json()["kf_list"]
live = {row["kf_account"]: row["kf_nick"] for row in rows}
for name, wanted in config["accounts"].items():
    account = f"{name}@{official['wechatId']}"
    nickname = wanted["nickname"]
    if live.get(account) == nickname:
        continue
    change = "update" if account in live else "add"
    print(change, account)
    if verb == "apply":
        call(f"/customservice/kfaccount/{change}?access_token={token}", {"kf_account": account, "nickname": nickname})
