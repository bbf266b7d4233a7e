output "bucket" {
  description = "Name of the bucket."
  value       = module.bucket.bucket
}

output "bucket_arn" {
  description = "The bucket, for policies."
  value       = module.bucket.arn
}

output "kms_key_arn" {
  description = "Its key."
  value       = aws_kms_key.this.arn
}

output "file_system_id" {
  description = "The file system."
  value       = aws_efs_file_system.this.id
}

output "arn" {
  description = "The file system, for policies."
  value       = aws_efs_file_system.this.arn
}
