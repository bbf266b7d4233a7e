# State in S3, locked and encrypted; terraform/README.md says how the bucket is made and named at init.
terraform {
  backend "s3" {
    key          = "platform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
