"""The five real documents as one run, extracted from their recordings."""

from pathlib import Path

from vcr import VCR

from pipeline.results.records import DocumentRecord
from pipeline.results.store import Store
from tests import shared_yaml
from tests.conftest import CASSETTES
from tests.recordings import NOWHERE, recording_options
from tests.test_seeds import SEEDS, extract


def write_seed_run(folder: Path, *extra: DocumentRecord) -> Path:
    """Extract the seeds into one run directory in ``folder``, with ``extra`` beside them.

    Recordings that no longer answer what is asked are an error, not a run without facts.
    """
    recorder = VCR(record_mode="none", cassette_library_dir=str(CASSETTES / "test_seeds"))
    recorder.register_serializer("yaml", shared_yaml)
    records = []
    for seed in SEEDS:
        name = f"test_seed_gives_the_reviewed_facts[{seed}].yaml"
        with recorder.use_cassette(name, **recording_options()):
            result = extract(seed, f"{NOWHERE}/v1", folder / seed)
        assert result.exit_code == 0, f"the recording of {seed} no longer answers; make record"
        with Store.open(folder / seed) as store:
            records.append(store.document(seed))
            info = store.info()
    with Store.create(folder / "run") as store:
        for record in (*records, *extra):
            store.write_document(record)
        store.write_info(info)
    return folder / "run"
