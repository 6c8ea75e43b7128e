# House rules for a plan, for conftest (Open Policy Agent): conftest test --policy DIRECTORY plan.json
# The plan has Terraform's shape, so rules written for "terraform show -json" mostly hold. kefu.jq says the same in jq.
package main

import rego.v1

written_down := {"declared_absent", "replaced"}

# A delete is written down and reviewed: "state: absent", or the earlier name in "previously".
deny contains message if {
	some change in input.resource_changes
	"delete" in change.change.actions
	not change.action_reason in written_down
	message := sprintf(
		"%s: would be deleted because of %s. Write state: absent where that is meant.",
		[change.address, change.action_reason],
	)
}

renamed contains change.address if {
	some change in input.resource_changes
	change.type == "kf_account"
	"update" in change.change.actions
	change.change.before.nickname != change.change.after.nickname
}

# Customers know their people by name: not all of them change on one day.
deny contains message if {
	count(renamed) > 3
	message := sprintf(
		"%d nicknames would change in one plan; 3 are allowed: %s.",
		[count(renamed), concat(", ", sort(renamed))],
	)
}

# Words that only the company itself may use.
deny contains message if {
	some change in input.resource_changes
	change.type == "kf_account"
	regex.match(`官方|微信`, change.change.after.nickname)
	message := sprintf("%s: the nickname %s claims to be official.", [change.address, change.change.after.nickname])
}

# What is planned is what will be: a second plan would be empty.
deny contains "The plan would not end as the config says; see remaining." if not input.converges
