"""The losses: which sentence answers or none, which of a question's pairs, and which words."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Weights:
    """What each loss counts, next to that of the sentence."""

    each: float = 0.7
    order: float = 0.7
    span: float = 0.4


@dataclass(frozen=True, slots=True)
class Losses:
    """The mean of each loss over a batch, and their weighted sum."""

    total: Tensor
    sentence: Tensor
    order: Tensor
    span: Tensor


@dataclass(frozen=True, slots=True)
class Targets:
    """A batch's `Batch` fields as tensors, without what the network reads."""

    ends: Tensor
    within: Tensor
    answers: Tensor
    spans: Tensor
    groups: Tensor


def margins(scores: Tensor, targets: Targets) -> Tensor:
    """Each sentence's score minus that of 'none' [B, S]; very low where there is no sentence."""
    most = targets.ends.shape[1]
    numbers = torch.arange(most)
    inside = (targets.within[:, None, :] == numbers[None, :, None]).float()  # [B, S, T]
    length = inside.sum(2)
    mean = torch.einsum("bst,bt->bs", inside, scores[:, :, 1]) / length.clamp(min=1)
    own = scores[:, :, 0].gather(1, targets.ends) + mean
    margin = own - scores[:, 0, 2][:, None]
    return margin.masked_fill(length == 0, _NEVER)


def losses(scores: Tensor, targets: Targets, weights: Weights) -> Losses:
    """All losses of a batch with scores [B, T, 5]."""
    margin = margins(scores, targets)
    sentence = _sentence(margin, targets, weights.each)
    order = _order(margin[:, 0], targets)
    span = _span(scores, targets)
    total = sentence + weights.order * order + weights.span * span
    return Losses(total, sentence.detach(), order.detach(), span.detach())


def _sentence(margin: Tensor, targets: Targets, each: float) -> Tensor:
    """Cross-entropy over 'none' and the sentences, and for several sentences that of each."""
    answers = targets.answers > 0
    with_none = torch.cat([torch.zeros(len(margin), 1), margin], 1)
    right = torch.cat([~answers.any(1, keepdim=True), answers], 1)
    logs = functional.log_softmax(with_none, 1).masked_fill(~right, _NEVER)
    softmax = -torch.logsumexp(logs, 1).mean()
    several = (targets.ends > 0).sum(1) > 1
    if not several.any():
        return softmax
    real = (targets.ends > 0) & several[:, None]
    binary = functional.binary_cross_entropy_with_logits(margin[real], targets.answers[real])
    return softmax + each * binary * several.float().mean()


def _order(margin: Tensor, targets: Targets) -> Tensor:
    """Cross-entropy over the pairs of each ranked unit, the answering one being right."""
    ranked = targets.groups >= 0
    if not ranked.any():
        return torch.zeros(())
    own, groups, right = margin[ranked], targets.groups[ranked], targets.answers[ranked, 0] > 0
    _, numbers = torch.unique(groups, return_inverse=True)
    count = int(numbers.max()) + 1
    shifted = own - own.detach().max()
    sums = torch.zeros(count).index_add(0, numbers, shifted.clamp(min=-60).exp())
    return (sums.log()[numbers[right]] - shifted[right]).mean()


def _span(scores: Tensor, targets: Targets) -> Tensor:
    """Cross-entropy of the answer's first and last piece over the pieces of its sentence."""
    rows = targets.spans[:, 0] >= 0
    if not rows.any():
        return torch.zeros(())
    spans, within = targets.spans[rows], targets.within[rows]
    own = within.gather(1, spans[:, :1])
    ends = targets.ends[rows].gather(1, own)
    outside = (within != own).scatter(1, ends, True)
    first = scores[rows, :, 3].masked_fill(outside, _NEVER)
    last = scores[rows, :, 4].masked_fill(outside, _NEVER)
    return functional.cross_entropy(first, spans[:, 0]) + functional.cross_entropy(
        last, spans[:, 1]
    )
