output "bucket" {
  description = "Name of the bucket, once it is versioned: rules for old versions need that."
  value       = aws_s3_bucket.this.bucket
  depends_on  = [aws_s3_bucket_versioning.this]
}

output "arn" {
  description = "The bucket."
  value       = aws_s3_bucket.this.arn
}
