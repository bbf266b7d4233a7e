# Where Triton's models lie: versioned, encrypted with an own key, over TLS only. Training writes candidates/, promotion
# copies to models/, Triton reads models/.

resource "aws_kms_key" "this" {
  description             = "Models of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

module "bucket" {
  source      = "../private-bucket"
  name        = "${var.name}-models-${var.account_id}"
  kms_key_arn = aws_kms_key.this.arn
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = module.bucket.bucket
  rule {
    id     = "candidates"
    status = "Enabled"
    filter {
      prefix = "candidates/"
    }
    expiration {
      days = 90
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
  rule {
    id     = "old-models"
    status = "Enabled"
    filter {
      prefix = "models/"
    }
    noncurrent_version_expiration {
      noncurrent_days = 365
    }
  }
}
