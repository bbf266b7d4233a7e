output "flow_log_group_arn" {
  description = "Refused traffic of the VPC."
  value       = aws_cloudwatch_log_group.this["flow"].arn
}

output "kafka_log_group_name" {
  description = "Logs of provisioned brokers."
  value       = aws_cloudwatch_log_group.this["kafka"].name
}
