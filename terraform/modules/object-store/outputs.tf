output "file_system_id" {
  description = "The file system."
  value       = aws_efs_file_system.this.id
}

output "arn" {
  description = "The file system, for policies."
  value       = aws_efs_file_system.this.arn
}
