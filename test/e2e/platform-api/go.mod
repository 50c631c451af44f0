module hikube-constructs/test/e2e/platform-api

go 1.23
