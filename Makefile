# A thin front for Meson; see HACKING.md. Every target installs what it needs.
BUILD ?= build
CORPUS ?= ../shared/corpus.tar.zst
NEED = scripts/install-needed

.PHONY: all demo test conformance bench fuzz lint format example install clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) --quiet stormcone stormcone.1
	@echo "Built $(BUILD)/stormcone"

$(BUILD)/build.ninja:
	@$(NEED) build
	@meson setup $(BUILD) >$(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	@mv $(BUILD).log $(BUILD)/setup.log

# Judges the example notice and hunts it in the example capture.
demo: all
	@scripts/demo $(BUILD)/stormcone

test:
	@$(NEED) test
	@scripts/test $(CORPUS)

conformance: all
	@$(NEED) test
	@scripts/conformance $(BUILD)/stormcone $(CORPUS)

bench: all
	@$(NEED) bench
	@CORPUS="$$(scripts/corpus $(CORPUS))" bench/run $(BUILD)/stormcone

# Two minutes for each harness; FUZZ=name runs one of them, SECONDS_EACH=n changes the time.
fuzz:
	@$(NEED) fuzz
	@scripts/fuzz

lint:
	@$(NEED) lint
	@scripts/lint

format:
	@$(NEED) lint
	@git ls-files '*.c' '*.h' | xargs clang-format -i

# Makes the example capture anew, from real programs in network namespaces (needs root).
example:
	@$(NEED) example
	@examples/record

install: all
	@meson install -C $(BUILD)

clean:
	@rm -rf build build-*
