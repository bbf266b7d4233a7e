output "policy_json" {
  description = "The policy of each role, for tests."
  value       = { for name, policy in data.aws_iam_policy_document.this : name => policy.json }
}

output "service_accounts" {
  description = "Namespace and name of each service account, which k8s/ must agree with."
  value       = { for name, who in var.identities : name => "${who.namespace}/${who.service_account}" }
}
