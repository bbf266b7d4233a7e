output "arn" {
  description = "The cluster, which policies name topics and groups by."
  value       = one(concat(aws_msk_serverless_cluster.this[*].arn, aws_msk_cluster.this[*].arn))
}

output "bootstrap" {
  description = "Brokers, IAM listener."
  value       = one(concat(aws_msk_serverless_cluster.this[*].bootstrap_brokers_sasl_iam, aws_msk_cluster.this[*].bootstrap_brokers_sasl_iam))
}
