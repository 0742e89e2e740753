wrk.method = "POST"
wrk.body = '{"advertiser_id":"7000000000000000001","limit":10}'
wrk.headers["Content-Type"] = "application/json"
