output "bucket" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
}

output "arn" {
  description = "The bucket."
  value       = aws_s3_bucket.this.arn
}

output "kms_key_arn" {
  description = "Its key."
  value       = aws_kms_key.this.arn
}
