output "bucket" {
  description = "Name of the bucket."
  value       = module.bucket.bucket
}

output "arn" {
  description = "The bucket."
  value       = module.bucket.arn
}

output "kms_key_arn" {
  description = "Its key."
  value       = aws_kms_key.this.arn
}
