# The commands that a developer types. `make help` lists them.
.DEFAULT_GOAL := help
MVN ?= mvn
.PHONY: help test it e2e verify fmt demo demo-rootless validate status simulate

help: ## list these commands
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
test: ## pure tests: no socket, process or database
	$(MVN) test
it: ## also the tests on real servers and processes
	$(MVN) verify -Pit
e2e: ## also the tests on the test bed (root)
	$(MVN) verify -Pe2e
verify: ## everything, as CI does
	$(MVN) verify
fmt: ## format the Java sources
	$(MVN) -q spotless:apply
demo: ## fail hosts under load on real clusters (root)
	./prontuario demo
demo-rootless: ## the same with processes on loopback addresses
	./prontuario demo --level api
validate: ## check the examples without a cluster
	./prontuario validate $(wildcard examples/*.yaml)
status: ## what the operator of the current context reports
	./prontuario status
simulate: ## a thousand random failure schedules against the decider
	./prontuario simulate examples/mac-studio-ha.yaml --schedules 1000
