# Two commands start everything: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PORT ?= 8000
SERVE ?= 1
.DEFAULT_GOAL := help
.PHONY: help demo test check bench serve lock assets words clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## install everything, run the main job on demo files, serve the site (SERVE=0: do not serve; PORT=8000)
	@tools/bootstrap run
	@tools/demo $(SERVE) $(PORT)

test: ## install what the tests need and run the whole suite on SQLite and PostgreSQL
	@tools/bootstrap test
	@tools/check
	@tools/run_tests

check: ## lint, types, floors, generated files: fast
	@tools/bootstrap test
	@tools/check

bench: ## measure against peers in the same run; writes var/bench.json
	@tools/bootstrap test
	@.venv/bin/python -m bench

lock: ## write the locks from requirements/*.in (hashes, no host names)
	@tools/lock

assets: ## fetch browser assets from pinned packages and make the icon sprite
	@npm ci --no-audit --no-fund && node tools/build_assets.mjs

words: ## gather the words on screen into wutong/locale and compile them
	@tools/words

clean: ## remove what was built (not the data in var/)
	@rm -rf .venv node_modules wutong/web/static/vendor wutong/locale/*/LC_MESSAGES/*.mo
