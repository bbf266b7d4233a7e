# What functions write: versioned, encrypted with the module's key, over TLS only, never public. Conditional writes
# (If-None-Match) are what the journal is built on.

module "bucket" {
  source      = "../private-bucket"
  name        = "${var.name}-objects-${var.account_id}"
  kms_key_arn = aws_kms_key.this.arn
}

# The journal is asked while an event may come again: as long as topics keep events, 90 days, and a week more.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = module.bucket.bucket
  dynamic "rule" {
    for_each = toset(["hops", "journal", "tries", "written"])
    content {
      id     = rule.value
      status = "Enabled"
      filter {
        prefix = "named/${rule.value}/"
      }
      expiration {
        days = 97
      }
      noncurrent_version_expiration {
        noncurrent_days = 7
      }
    }
  }
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
