"""Optimization profiles: the sizes that TensorRT makes an engine for."""

from __future__ import annotations

from collections.abc import Sequence

from caffe2trt.caffe.errors import ConversionError
from caffe2trt.converter.net import Varying
from caffe2trt.runtime.manifest import Profile, Range


def all_profiles(varying: Varying | None, parts: Sequence[Profile]) -> tuple[Profile, ...]:
    """One profile for the whole range of sizes, and one for each of its parts; none for a network of one size.

    Args:
        parts: a size that is None is that of the whole range.

    Raises:
        ConversionError: a part is not in the range, or is there twice.
    """
    if varying is None:
        if parts:
            raise ConversionError(
                f"--profile {parts[0]}: this network takes one size",
                "Give the range that the engine takes too, such as --batch 1:8:32",
            )
        return ()
    whole = Profile(varying.time_steps, varying.batch)
    found = [whole]
    for part in parts:
        profile = Profile(
            _within(part, "time-steps", whole.time_steps, part.time_steps),
            _within(part, "batch", whole.batch, part.batch),
        )
        if profile in found:
            raise ConversionError(f"--profile {part}: there is such an optimization profile already", "Leave it out")
        found.append(profile)
    return tuple(found)


def _within(profile: Profile, option: str, whole: Range | None, part: Range | None) -> Range | None:
    if part is None:
        return whole
    if whole is None:
        raise ConversionError(
            f"--profile {profile}: the engine takes one number for --{option}",
            f"Give a range too, such as --{option} 1:8:32",
        )
    if not (whole.holds(part.min) and whole.holds(part.max)):
        raise ConversionError(
            f"--profile {profile}: the engine takes --{option} {whole}, and a profile is for a part of that",
            f"Give --{option} a range that holds it",
        )
    return part
