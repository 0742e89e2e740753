# Run after the tests are discovered: what takes a second by libcurl's clock is no fast test.
set_tests_properties("http.OutboundSlowTest.AStallIsToldApartFromTheDeadline" PROPERTIES LABELS slow)
