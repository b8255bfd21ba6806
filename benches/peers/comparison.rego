# The twenty rules of the comparison, as somebody writes them who knows the engine: what is looked up more than once is an
# object by name, and what does not depend on the thing at hand is a rule of its own.
package comparison

import rego.v1

persons := {person.name | some person in input.persons}

roles := {role.name: role | some role in input.roles}

stages := {stage.name: stage | some stage in input.stages}

providers := {provider.name: provider | some provider in input.providers}

recipients := {"dpa", "customers"}

watched := {name | some detection in input.detections; some name in detection.watches}

recorded := {name | some log in input.logs; some name in log.covers}

proven := {name | some evidence in input.evidence; some name in evidence.of}

watched_areas := {[name, area] |
	some detection in input.detections
	roles[detection.run_by]
	some name in detection.watches
	some area in detection.areas
}

covered := {name | some playbook in input.playbooks; some name in playbook.covers}

breach_told if {
	some notification in input.notifications
	notification.on == "personal_data_breach"
	notification.within <= 4320
}

escalations := {role.name: {rung.to | some rung in role.escalate} | some role in input.roles}

ways := {stage.name: {name | some name in stage.next} | some stage in input.stages}

first contains stage.name if {
	some stage in input.stages
	stage.phase == "detect"
}

reached := graph.reachable(ways, first)

findings contains 1 if {
	some role in input.roles
	not role.primary in persons
}

findings contains 2 if {
	some role in input.roles
	not role.backup in persons
}

findings contains 3 if {
	some role in input.roles
	role.backup != null
	role.backup == role.primary
}

findings contains 4 if {
	some role in input.roles
	not "executive_command" in role.functions
	not escalates(role)
}

escalates(role) if {
	some rung in role.escalate
	roles[rung.to]
}

findings contains 5 if {
	some name, next in escalations
	name in graph.reachable(escalations, next)
}

findings contains 6 if {
	some stage in input.stages
	not roles[stage.owner]
}

findings contains 7 if {
	some stage in input.stages
	stage.phase != "close"
	not leads_on(stage)
}

leads_on(stage) if {
	some name in stage.next
	stages[name]
}

findings contains 8 if {
	some stage in input.stages
	not stage.name in reached
}

findings contains 9 if {
	some asset in input.assets
	asset.model != "on_prem"
	not asset_seen(asset.name)
}

asset_seen(name) if {
	name in watched
	name in recorded
	name in proven
}

findings contains 10 if {
	some asset in input.assets
	asset.model != "on_prem"
	some agreement in asset.agreed
	agreement.to == "customer"
	not [asset.name, agreement.area] in watched_areas
}

findings contains 11 if {
	some detection in input.detections
	role := roles[detection.run_by]
	not "first_response" in role.functions
}

findings contains 12 if {
	some asset in input.assets
	asset.model != "on_prem"
	some agreement in asset.agreed
	agreement.to == "provider"
	not roles[providers[asset.provider].notice_to]
}

findings contains 13 if {
	some asset in input.assets
	asset.model == "saas"
	some agreement in asset.agreed
	agreement.area == "os"
	agreement.to != "provider"
}

findings contains 14 if {
	some notification in input.notifications
	not stages[notification.during]
}

findings contains 15 if {
	some playbook in input.playbooks
	sum([stages[step.stage].within | some step in playbook.steps]) > 4320
}

findings contains 16 if {
	some notification in input.notifications
	not notification.to in recipients
}

findings contains 17 if {
	some asset in input.assets
	"personal" in asset.data
	not breach_told
}

findings contains 18 if {
	some playbook in input.playbooks
	some step in playbook.steps
	not step_known(step)
}

step_known(step) if {
	roles[step.owner]
	stages[step.stage]
}

findings contains 19 if {
	some asset in input.assets
	asset.critical == "high"
	not asset.name in covered
}

findings contains 20 if {
	addresses := {person.email | some person in input.persons}
	count(addresses) < count(input.persons)
}
