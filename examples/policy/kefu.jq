# House rules for a plan, in jq: a line for each change that breaks one, nothing for a plan that keeps them all.
#   jq --raw-output --from-file kefu.jq plan.json
# The plan has Terraform's shape: resource_changes[].change.actions, before and after. kefu.rego says the same for conftest.

def accounts: .resource_changes[] | select(.type == "kf_account");
def does($action): select(.change.actions | index($action));

# A delete is written down and reviewed: "state: absent", or the earlier name in "previously".
(.resource_changes[] | does("delete")
  | select(.action_reason | IN("declared_absent", "replaced") | not)
  | "\(.address): would be deleted because of \(.action_reason). Write state: absent where that is meant."),

# Customers know their people by name: not all of them change on one day.
([accounts | does("update") | select(.change.before.nickname != .change.after.nickname) | .address]
  | select(length > 3)
  | join(", ") as $names
  | "\(length) nicknames would change in one plan; 3 are allowed: \($names)."),

# Words that only the company itself may use.
(accounts | select(.change.after.nickname // "" | test("官方|微信"))
  | "\(.address): the nickname \(.change.after.nickname) claims to be official."),

# What is planned is what will be: a second plan would be empty.
(select(.converges | not) | "The plan would not end as the config says; see remaining.")
