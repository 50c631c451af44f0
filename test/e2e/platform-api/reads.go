package main

import (
	"context"
	"net/url"
	"sort"
	"strconv"
)

func (p *platform) stored(ctx context.Context, v *view, namespace, name string) (object, error) {
	stored, err := p.kube.do(ctx, "GET", v.path(namespace, name), nil, nil)
	if isAbsent(err) {
		return nil, notFound(v, name)
	}
	if err != nil {
		return nil, err
	}
	if !v.isOne(stored) {
		return nil, notFound(v, name)
	}
	return stored, nil
}

func (p *platform) get(ctx context.Context, v *view, namespace, name string) (object, error) {
	stored, err := p.stored(ctx, v, namespace, name)
	if err != nil {
		return nil, err
	}
	return v.show(ctx, stored), nil
}

// list shows what fits, by namespace and name. Its version is that of the newest stored object, not that of the list.
func (p *platform) list(ctx context.Context, v *view, namespace string, query url.Values) (object, error) {
	wanted, err := v.selection(query)
	if err != nil {
		return nil, err
	}
	stored, err := p.kube.do(ctx, "GET", v.path(namespace, ""), wanted.forStored(), nil)
	if err != nil {
		return nil, err
	}
	newest := uint64(0)
	items := []object{}
	for _, each := range itemsOf(stored) {
		newest = max(newest, version(each))
		if v.isOne(each) && wanted.fits(each) {
			items = append(items, v.show(ctx, each))
		}
	}
	sort.Slice(items, func(i, j int) bool { return sortKey(items[i]) < sortKey(items[j]) })
	return object{
		"kind": v.kind + "List", "apiVersion": v.group + "/v1alpha1",
		"metadata": object{"resourceVersion": strconv.FormatUint(newest, 10)}, "items": items,
	}, nil
}

func sortKey(shown object) string {
	return text(shown, "metadata", "namespace") + "/" + text(shown, "metadata", "name")
}

func version(stored object) uint64 {
	number, _ := strconv.ParseUint(text(stored, "metadata", "resourceVersion"), 10, 64)
	return number
}
