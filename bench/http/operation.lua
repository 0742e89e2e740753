-- An operation that answers ten campaigns, asked with the key and account of the environment.
wrk.method = "POST"
wrk.body = string.format('{"advertiser_id":"%s"}', os.getenv("BENCH_ACCOUNT"))
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
